/** Ends things one after another, each whatever became of those before it; rejects at the end with the first of what went wrong. */
export async function endInOrder(...ends: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = []
  for (const end of ends) {
    try {
      await end()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
