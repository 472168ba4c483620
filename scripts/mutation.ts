/**
 * Mutation tests of one folder or file: `npm run mutation -- core/planning [core/dispatch …]`. Changes the code beneath `src/main/<first>`
 * in many small ways and tells which changes no test notices; the tests are those of the other folders and files, by default of the same
 * folder. A second run of the same thing only repeats what may have changed. See docs/mutation.md.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const isFile = (each: string) => each.endsWith('.ts')
const [code = '', ...named] = process.argv.slice(2)
const tests = named.length > 0 ? named : [isFile(code) ? dirname(code) : code]
if ([code, ...tests].some((each) => each === '' || !existsSync(join(root, 'src/main', each)))) {
  console.error('Which folder or file of src/main? For example: npm run mutation -- core/planning')
  process.exit(2)
}
const judging = tests.map((each) => (isFile(each) ? each : `${each}/**/*.test.ts`))
if (globSync(judging, { cwd: join(root, 'src/main') }).length === 0) {
  console.error(
    `There are no tests in ${tests.join(', ')}. Name those that judge: npm run mutation -- ${code} <folder or file of tests> …`,
  )
  process.exit(2)
}

const artifacts = 'artifacts/mutation'
const name = code.replace(/\.ts$/, '').replaceAll('/', '-')
mkdirSync(join(root, artifacts), { recursive: true })
const config = join(artifacts, `${name}.config.json`)
writeFileSync(
  join(root, config),
  JSON.stringify({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutation.vitest.config.ts', related: false },
    mutate: [`src/main/${isFile(code) ? code : `${code}/**/*.ts`}`, '!**/*.test.ts', '!**/testing/**'],
    // Stryker would read it with a TypeScript that has a JavaScript API; there is none from version 7 on. Nothing here needs it.
    tsconfigFile: 'no-tsconfig.json',
    disableTypeChecks: false,
    coverageAnalysis: 'perTest',
    // What runs while a module is loaded would need every test again for each mutant.
    ignoreStatic: true,
    concurrency: 1,
    // Beside other work a run may wait long for the processor: a short limit would count as found what was only slow.
    timeoutMS: 30_000,
    incremental: true,
    incrementalFile: `${artifacts}/${name}.incremental.json`,
    tempDirName: `${artifacts}/sandbox`,
    ignorePatterns: ['artifacts', 'out', 'docs', 'e2e', 'bench', '*.tsbuildinfo'],
    reporters: ['clear-text', 'progress-append-only', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `${artifacts}/${name}.json` },
    allowConsoleColors: false,
  }),
)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATION_TESTS: tests.map((each) => `src/main/${each}`).join(',') },
  },
)
process.exitCode = status ?? 1
