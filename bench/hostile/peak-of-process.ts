/** Loaded ahead of the command line (`--import`): writes the peak of its memory, MiB, into the file that the environment names. */
import { writeFileSync } from 'node:fs'

const file = process.env.BENCH_PEAK_FILE
if (file !== undefined)
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS / 1024)))
