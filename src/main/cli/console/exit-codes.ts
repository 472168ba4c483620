/** What the command line exits with. */
export const EXIT = {
  done: 0,
  /** some of the requested images are missing, a picture cannot be used, or a worker could not be measured */
  incomplete: 1,
  badArguments: 2,
  /** 128 + SIGINT */
  interrupted: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
