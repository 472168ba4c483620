import cliProgress from 'cli-progress'
import type { ConsoleIo } from './console-io.ts'

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
