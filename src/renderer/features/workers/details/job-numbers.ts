/** How far a time was from its prediction: "+4 %" took longer, "−3 %" less; "–" where nothing was predicted. Both in seconds. */
export function offBy(seconds: number, predictedSeconds: number): string {
  if (!(predictedSeconds > 0)) return '–'
  const off = Math.round((seconds / predictedSeconds - 1) * 100)
  if (off === 0) return '0 %'
  return off > 0 ? `+${off} %` : `−${-off} %`
}

/** Failed requests among failed requests and images, 0..1: images stand for the requests that went well. */
export function errorRate(
  jobs: readonly { readonly failures: number; readonly images: number; readonly bonus: number }[],
): number {
  const failures = jobs.reduce((sum, job) => sum + job.failures, 0)
  const made = jobs.reduce((sum, job) => sum + job.images + job.bonus, 0)
  return failures === 0 ? 0 : failures / (failures + made)
}
