import { defineConfig, mergeConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import whole from '../vitest.config.ts'

const listed = (text: string | undefined) => (text ?? '').split(',').filter((each) => each !== '')

/** The tests that mutants are shown to: those of the folders and files that mutation.ts names. */
const include = listed(process.env.MUTATION_TESTS).map((each) =>
  each.endsWith('.ts') ? each : `${each}/**/*.test.ts`,
)
const exclude = listed(process.env.MUTATION_WITHOUT)

/** Quick files first: the first test that fails ends the trial of a mutant. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const seconds = (file: TestSpecification) =>
      this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0
    return files.toSorted((one, other) => seconds(one) - seconds(other))
  }
}

export default mergeConfig(
  { ...whole, test: { ...whole.test, include: [] } },
  defineConfig({
    test: { include, exclude, maxWorkers: 1, isolate: false, sequence: { sequencer: QuickFirst } },
  }),
)
