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

export const unquoted = (word: string): string => word.replace(/^["'<(]+|["'>),;]+$/g, '')
