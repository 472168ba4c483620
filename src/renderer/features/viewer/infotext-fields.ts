/**
 * The settings line of an sdwui infotext as fields: "Steps: 24, Sampler: DPM++ 2M, ..." -> Steps, Sampler, ... Values in
 * quotes may hold commas. Empty when there is none.
 */
export function infotextFields(infotext: string): ReadonlyMap<string, string> {
  const line = infotext.split('\n').findLast((each) => /^Steps: \d/.test(each.trim())) ?? ''
  const fields = new Map<string, string>()
  for (const match of line.matchAll(/\s*([\w][\w \-/]*?):\s*("(?:\\.|[^\\"])*"|[^,]*)(?:,|$)/g)) {
    const [, name = '', value = ''] = match
    fields.set(name, value.replace(/^"|"$/g, ''))
  }
  return fields
}
