/** stable-diffusion-webui-distributed's option for its remote workers: `--distributed-remotes name:address:port ...`. */
const REMOTES = /(?:^|[\s"'=])--distributed-remotes(?=[\s="']|$)/

export const holdsRemotes = (text: string): boolean => REMOTES.test(text)

/** Lines that a shell joins: they end in \ (sh), ^ (cmd) or ` (PowerShell). */
export const joinContinuedLines = (text: string): string => text.replace(/[\\^`][ \t]*\r?\n/g, ' ')

/** What follows the option, up to the next option or the end of the command; null when the line does not have it. */
export function remotesOf(line: string): string[] | null {
  const option = REMOTES.exec(line)
  if (option === null) return null
  const remotes: string[] = []
  for (const word of line
    .slice(option.index + option[0].length)
    .replace(/^=/, '')
    .split(/\s+/)) {
    const remote = unquoted(word)
    if (/^(-.*|&&?|\|\|?|;|>+|<)$/.test(remote)) break
    if (remote !== '') remotes.push(remote)
  }
  return remotes
}

export const skipsVerification = (text: string): boolean =>
  /--distributed-skip-verify-remotes(?![\w-])/.test(text)

const BEFORE = new Set('"\'<(')
const AFTER = new Set('"\'>),;')

/** A word without the quotes and brackets around it. By hand: a regular expression takes quadratic time on a long run of quotes. */
export function unquoted(word: string): string {
  let [from, to] = [0, word.length]
  while (from < to && BEFORE.has(word[from] ?? '')) from++
  while (to > from && AFTER.has(word[to - 1] ?? '')) to--
  return word.slice(from, to)
}
