/**
 * A function that remembers its last answer: asked with the same again it does not work it out anew. For selectors of the store, which run with
 * each change of anything in it.
 */
export function remembered<Asked, Answer>(work: (asked: Asked) => Answer): (asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | null = null
  return (asked) => {
    if (last === null || !Object.is(last.asked, asked)) last = { asked, answer: work(asked) }
    return last.answer
  }
}
