/**
 * Mutation tests: `npm run mutation -- [options] <code>[,<code> …] [<tests> …]`. Changes the code in these folders and files of `src/main` in
 * many small ways and tells which changes no test notices; the tests are those of the other folders and files, by default of the folders
 * of the code. With `--sample` only a random part of the changes is tried, and the score is an estimate. See docs/mutation.md.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { scoreRows } from './mutation-score.ts'

const root = join(import.meta.dirname, '..')
const isFile = (each: string) => each.endsWith('.ts')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** percent of the changes that are tried, drawn by `seed` */
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** names of test files that do not judge, without `.test.ts` */
    without: { type: 'string', default: '' },
  },
})
const [first = '', ...named] = positionals
const code = first.split(',')
const tests = named.length > 0 ? named : code.map((each) => (isFile(each) ? dirname(each) : each))
if ([...code, ...tests].some((each) => each === '' || !existsSync(join(root, 'src/main', each)))) {
  fail('Which folder or file of src/main? For example: npm run mutation -- core/planning')
}
const { sample, seed } = values
if (sample !== undefined && !(Number(sample) > 0 && Number(sample) < 100))
  fail('--sample takes a percentage between 0 and 100, for example 5.')
const judging = tests.map((each) => (isFile(each) ? each : `${each}/**/*.test.ts`))
if (globSync(judging, { cwd: join(root, 'src/main') }).length === 0) {
  fail(
    `There are no tests in ${tests.join(', ')}. Name those that judge: npm run mutation -- ${first} <folder or file of tests> …`,
  )
}

const artifacts = 'artifacts/mutation'
const name = code.map((each) => each.replace(/\.ts$/, '').replaceAll('/', '-')).join('+')
mkdirSync(join(root, artifacts), { recursive: true })
const config = join(artifacts, `${name}.config.json`)
const report = join(artifacts, `${name}.json`)
writeFileSync(
  join(root, config),
  JSON.stringify({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-sample.ts'],
    vitest: { configFile: 'scripts/mutation.vitest.config.ts', related: false },
    mutate: [
      ...code.map((each) => `src/main/${isFile(each) ? each : `${each}/**/*.ts`}`),
      ...['!**/*.test.ts', '!**/testing/**'],
    ],
    // Stryker would read it with a TypeScript that has a JavaScript API; there is none from version 7 on. Nothing here needs it.
    tsconfigFile: 'no-tsconfig.json',
    disableTypeChecks: false,
    coverageAnalysis: 'perTest',
    // What runs while a module is loaded would need every test again for each mutant.
    ignoreStatic: true,
    concurrency: 1,
    // Beside other work a run may wait long for the processor: a short limit would count as found what was only slow.
    timeoutMS: 10_000,
    dryRunTimeoutMinutes: 60,
    checkers: sample === undefined ? [] : ['sample'],
    // What was not in a sample must not be taken for tried in the next run.
    incremental: sample === undefined,
    incrementalFile: `${artifacts}/${name}.incremental.json`,
    tempDirName: `${artifacts}/sandbox`,
    ignorePatterns: ['artifacts', 'out', 'docs', 'e2e', 'bench', '*.tsbuildinfo'],
    reporters: ['clear-text', 'progress-append-only', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    jsonReporter: { fileName: report },
    allowConsoleColors: false,
  }),
)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      MUTATION_TESTS: tests.map((each) => `src/main/${each}`).join(','),
      MUTATION_WITHOUT: values.without,
      ...(sample !== undefined && { MUTATION_SAMPLE: sample, MUTATION_SEED: seed }),
    },
  },
)
process.exitCode = status ?? 1
if (status === 0) {
  if (sample !== undefined) console.log(`A sample of ${sample} % of the changes, drawn with --seed ${seed}`)
  console.log('| code | changes | tried | found | survived | reached by no test | score |')
  console.log(scoreRows(JSON.parse(readFileSync(join(root, report), 'utf8'))).join('\n'))
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
