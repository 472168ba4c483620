/** The picture library. */
export type Sharp = typeof import('sharp').default

let loading: Promise<Sharp> | null = null

/** The picture library, loaded with the first picture: the help of the command line never needs it. Rejects where it cannot be used here. */
export function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // Nothing is decoded twice, and a thread for each picture is enough.
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loading
}
