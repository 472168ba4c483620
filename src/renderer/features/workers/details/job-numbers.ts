/** Failed requests among failed requests and images, 0..1: images stand for the requests that went well. */
export function errorRate(
  jobs: readonly { readonly failures: number; readonly images: number; readonly bonus: number }[],
): number {
  const failures = jobs.reduce((sum, job) => sum + job.failures, 0)
  const made = jobs.reduce((sum, job) => sum + job.images + job.bonus, 0)
  return failures === 0 ? 0 : failures / (failures + made)
}
