import { styleText } from 'node:util'
import cliProgress from 'cli-progress'
import type { Plan } from '../../../shared/plan.ts'
import { inWords } from '../../../shared/words/say.ts'

/** Where the command line writes: results to stdout, everything on the way to stderr. */
export interface ConsoleIo {
  /** one line of result */
  result(line: string): void
  /** one line of what is going on */
  say(line: string): void
  /** one line of what went wrong */
  complain(line: string): void
  /** true: stderr is a terminal, bars may be drawn */
  readonly terminal: boolean
}

export const processIo: ConsoleIo = {
  result: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${styleText('red', line, { stream: process.stderr })}\n`),
  terminal: process.stderr.isTTY === true,
}

/** m:ss, or h:mm:ss from an hour on. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** The plan as lines a person reads. */
export function planLines(plan: Plan): string[] {
  const lines = plan.shares.map((share) => {
    const what = [share.images > 0 ? `${share.images}` : '', share.bonus > 0 ? `+${share.bonus} bonus` : '']
    const steps = share.steps === null ? '' : `, ${share.steps} steps`
    return `  ${share.name.padEnd(16)} ${what.filter(Boolean).join(' ').padEnd(12)} done at ${clockTime(share.finishSeconds)}${steps}`
  })
  const left = plan.leftOut.map(({ name, reason }) => `  ${name.padEnd(16)} left out: ${inWords(reason)}`)
  const notes = plan.notes.map(({ name, note }) => `  ${name.padEnd(16)} ${inWords(note)}`)
  const finish =
    plan.makespanSeconds === null
      ? 'nobody can work on this now'
      : `about ${clockTime(plan.makespanSeconds)}${plan.spreadSeconds === null ? '' : `, give or take ${clockTime(plan.spreadSeconds)}`}`
  const bonus = plan.bonus > 0 ? ` + ${plan.bonus} bonus` : ''
  return [`Plan: ${plan.requested}${bonus} images, ${finish}`, ...lines, ...notes, ...left]
}

/** One bar per worker on a terminal, one line per change elsewhere. */
export class WorkerBars {
  readonly #io: ConsoleIo
  readonly #multi: cliProgress.MultiBar | null
  readonly #bars = new Map<string, { bar: cliProgress.SingleBar | null; value: number; total: number }>()

  constructor(io: ConsoleIo) {
    this.#io = io
    this.#multi = io.terminal
      ? new cliProgress.MultiBar(
          {
            format: '  {name} {bar} {value}/{total} {note}',
            barCompleteChar: '█',
            barIncompleteChar: '░',
            hideCursor: true,
            clearOnComplete: false,
            stream: process.stderr,
          },
          cliProgress.Presets.shades_classic,
        )
      : null
  }

  /** `value` of `total` done; `note` stands behind the bar. */
  set(name: string, value: number, total: number, note: string): void {
    const known = this.#bars.get(name)
    if (known?.value === value && known.total === total && this.#multi === null) return
    if (this.#multi === null) {
      if (value > 0 || known === undefined)
        this.#io.say(`  ${name.padEnd(16)} ${value}/${total} ${note}`.trimEnd())
      this.#bars.set(name, { bar: null, value, total })
      return
    }
    const shown = { name: name.padEnd(16), note }
    if (known?.bar) {
      known.bar.setTotal(Math.max(1, total))
      known.bar.update(value, shown)
      known.value = value
      known.total = total
    } else {
      const bar = this.#multi.create(Math.max(1, total), value, shown)
      this.#bars.set(name, { bar, value, total })
    }
  }

  /** A line above the bars. */
  log(line: string): void {
    if (this.#multi) this.#multi.log(`${line}\n`)
    else this.#io.say(line)
  }

  stop(): void {
    this.#multi?.stop()
  }
}
