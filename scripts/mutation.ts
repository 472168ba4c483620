/**
 * Mutation tests of one folder: `npm run mutation -- core/planning [core/dispatch]`. Changes the code beneath `src/main/<first>` in many
 * small ways and tells which changes no test notices; the tests are those beneath `src/main/<second>`, by default of the same folder.
 * See docs/mutation.md.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const [folder, testedBy = folder] = process.argv.slice(2)
const there = (each: string | undefined): each is string =>
  each !== undefined && existsSync(join(root, 'src/main', each))
if (!there(folder) || !there(testedBy)) {
  console.error('Which folder of src/main? For example: npm run mutation -- core/planning')
  process.exit(2)
}

const artifacts = 'artifacts/mutation'
const name = folder.replaceAll('/', '-')
mkdirSync(join(root, artifacts), { recursive: true })
const config = join(artifacts, `${name}.config.json`)
writeFileSync(
  join(root, config),
  JSON.stringify({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutation.vitest.config.ts', related: false },
    mutate: [`src/main/${folder}/**/*.ts`, '!**/*.test.ts', '!**/testing/**'],
    // Stryker would read it with a TypeScript that has a JavaScript API; there is none from version 7 on. Nothing here needs it.
    tsconfigFile: 'no-tsconfig.json',
    disableTypeChecks: false,
    coverageAnalysis: 'perTest',
    // What runs while a module is loaded would need every test again for each mutant.
    ignoreStatic: true,
    concurrency: 1,
    timeoutMS: 10_000,
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
  { cwd: root, stdio: 'inherit', env: { ...process.env, MUTATION_TESTS: `src/main/${testedBy}` } },
)
process.exitCode = status ?? 1
