/**
 * Mutation tests: `npm run mutation -- [options] <code>[,<code> …] [<tests> …]`. Changes the code in these folders and files of `src/main` in
 * many small ways and tells which changes no test notices; the tests are those of the other folders and files, by default of the folders
 * of the code. With `--sample` or `--minutes` only a random part of the changes is tried, and the score is an estimate. See docs/mutation.md.
 */
import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { missed, readResults, scoreRows } from './mutation-score.ts'

const root = join(import.meta.dirname, '..')
const isFile = (each: string) => each.endsWith('.ts')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** percent of the changes that are tried, drawn by `seed` */
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** after so long the run is stopped, and what was tried until then counts */
    minutes: { type: 'string' },
    /** names of test files that do not judge, without `.test.ts` */
    without: { type: 'string', default: '' },
    /** folders and files of `src/main` that are neither changed nor judge */
    but: { type: 'string', default: '' },
  },
})
const [first = '', ...named] = positionals
const code = first.split(',')
const tests = named.length > 0 ? named : code.map((each) => (isFile(each) ? dirname(each) : each))
if ([...code, ...tests].some((each) => each === '' || !existsSync(join(root, 'src/main', each)))) {
  fail('Which folder or file of src/main? For example: npm run mutation -- core/planning')
}
const { sample, seed, minutes } = values
const partly = sample !== undefined || minutes !== undefined
if (sample !== undefined && !(Number(sample) > 0 && Number(sample) < 100))
  fail('--sample takes a percentage between 0 and 100, for example 5.')
if (minutes !== undefined && !(Number(minutes) > 0)) fail('--minutes takes a number, for example 20.')
const judging = tests.map((each) => (isFile(each) ? each : `${each}/**/*.test.ts`))
if (globSync(judging, { cwd: join(root, 'src/main') }).length === 0) {
  fail(
    `There are no tests in ${tests.join(', ')}. Name those that judge: npm run mutation -- ${first} <folder or file of tests> …`,
  )
}

const artifacts = 'artifacts/mutation'
const listed = (text: string) => text.split(',').filter((each) => each !== '')
const pattern = (each: string) => `src/main/${isFile(each) ? each : `${each}/**/*.ts`}`
const name = code
  .map((each) => each.replace(/\.ts$/, '').replaceAll('/', '-'))
  .join('+')
  .slice(0, 80)
mkdirSync(join(root, artifacts), { recursive: true })
const config = join(artifacts, `${name}.config.json`)
const results = join(root, artifacts, `${name}.results.jsonl`)
writeFileSync(results, '')
writeFileSync(
  join(root, config),
  JSON.stringify({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-sample.ts'],
    vitest: { configFile: 'scripts/mutation.vitest.config.ts', related: false },
    mutate: [
      ...code.map(pattern),
      ...['!**/*.test.ts', '!**/testing/**', ...listed(values.but).map((each) => `!${pattern(each)}`)],
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
    checkers: partly ? ['sample'] : [],
    // What was not in a sample must not be taken for tried in the next run.
    incremental: !partly,
    incrementalFile: `${artifacts}/${name}.incremental.json`,
    tempDirName: `${artifacts}/sandbox`,
    ignorePatterns: ['artifacts', 'out', 'docs', 'e2e', 'bench', '*.tsbuildinfo'],
    reporters: ['note', 'progress-append-only', 'json'],
    jsonReporter: { fileName: join(artifacts, `${name}.json`) },
    allowConsoleColors: false,
  }),
)
const stryker = spawn(
  process.execPath,
  [join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      MUTATION_TESTS: tests.map((each) => `src/main/${each}`).join(','),
      MUTATION_WITHOUT: [
        ...listed(values.without).map((each) => `**/${each}.test.ts`),
        ...listed(values.but).map(pattern),
      ].join(),
      MUTATION_RESULTS: results,
      MUTATION_SEED: seed,
      ...(sample !== undefined && { MUTATION_SAMPLE: sample }),
    },
  },
)
let stopped = false
const timer =
  minutes === undefined
    ? undefined
    : setTimeout(() => {
        stopped = true
        stryker.kill('SIGTERM')
      }, Number(minutes) * 60_000)
stryker.once('close', (status) => {
  clearTimeout(timer)
  process.exitCode = stopped ? 0 : (status ?? 1)
  if (process.exitCode !== 0) return
  const all = readResults(results)
  console.log(missed(all, root).join('\n'))
  if (partly) console.log(`Drawn with --seed ${seed}`)
  console.log('| code | changes | tried | found | survived | reached by no test | score |')
  console.log(scoreRows(all).join('\n'))
})

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
