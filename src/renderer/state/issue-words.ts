/** The parts of a zod issue that the words are made of. */
interface Issue {
  readonly code?: string | undefined
  readonly message: string
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly origin?: unknown
}

/** What is wrong with a value, in words: the schema's own sentence where it has one, else one made from the bounds. */
export function issueWords(issue: Issue): string {
  const { code, message } = issue
  // Zod's own messages start so; what the schemas of the contract say does not.
  const isStock = /^(Too|Invalid)/.test(message)
  if (!isStock) return message.charAt(0).toUpperCase() + message.slice(1)
  const isText = issue.origin === 'string'
  switch (code) {
    case 'too_big':
      return isText
        ? `At most ${String(issue.maximum)} characters`
        : `Must be at most ${String(issue.maximum)}`
    case 'too_small':
      return isText ? 'Must not be empty' : `Must be at least ${String(issue.minimum)}`
    case 'invalid_type':
      return /number|int/i.test(message) ? 'A number is needed' : message
    default:
      return message
  }
}
