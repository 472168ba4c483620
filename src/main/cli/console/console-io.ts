/** Where the command line writes: results to stdout, everything on the way to stderr. */
export interface ConsoleIo {
  /** one line of result */
  result(line: string): void
  /** one line of what is going on */
  say(line: string): void
  /** one line of what went wrong */
  complain(line: string): void
  /** true: stderr is a terminal, bars may be drawn */
  readonly terminal: boolean
}
