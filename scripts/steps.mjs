// `node scripts/steps.mjs types,lint,unused unit`: runs scripts of package.json one after the other, those joined by commas at the same time, and ends with
// the first that fails. How long each took is printed and added to artifacts/steps.txt.
import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
mkdirSync(join(root, 'artifacts'), { recursive: true })

/** Answers the exit code. `apart`: what it prints is kept until it has ended, so that the steps beside it do not mix with it. */
function run(step, apart) {
  const began = performance.now()
  const child = spawn('npm', ['run', '-s', step], {
    cwd: root,
    stdio: apart ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    shell: process.platform === 'win32',
  })
  const printed = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const seconds = Math.round((performance.now() - began) / 1000)
      process.stdout.write(Buffer.concat(printed))
      console.log(`${step}: ${code === 0 ? 'passed' : 'failed'} in ${seconds} s`)
      resolve({ step, seconds, code: code ?? 1 })
    })
  })
}

for (const group of process.argv.slice(2).map((names) => names.split(','))) {
  const ended = await Promise.all(group.map((step) => run(step, group.length > 1)))
  // Those that ran at the same time took as long as the longest of them.
  const seconds = Math.max(...ended.map((each) => each.seconds))
  appendFileSync(join(root, 'artifacts', 'steps.txt'), `${group.join('+')} ${seconds}\n`)
  const failed = ended.find(({ code }) => code !== 0)
  if (failed) process.exit(failed.code)
}
