/** ms at a stretch that the main thread may be taken */
const GOAL_MS = 50
/** the same where a third-party decoder must run, off the main thread */
const DECODER_GOAL_MS = 250
export const MEMORY_GOAL_MIB = 600

/**
 * How a case is run: a job on a good and a hostile machine in an app; an app that opens on a folder with the file in it; a text that is
 * given to what reads it; a job on the command line.
 */
export type Way = 'job' | 'start' | 'text' | 'cli'

export interface HostileCase {
  readonly name: string
  readonly input: string
  readonly way: Way
  readonly goalMs: number
}

const of =
  (way: Way, goalMs = GOAL_MS) =>
  (name: string, input: string): HostileCase => ({ name, input, way, goalMs })
const job = of('job')
const start = of('start')
const text = of('text')
const cli = of('cli')

/** The first of each way has nothing hostile in it: what the others are held against. */
export const CASES: readonly HostileCase[] = [
  job('control', 'two good servers'),
  of('job', DECODER_GOAL_MS)('xmp-answer', "JPEG with 16 MB of nested XMP as an answer's image"),
  of('job', DECODER_GOAL_MS)('xmp-preview', 'JPEG with 6 MB of nested XMP as each live preview'),
  job('blanks-answer', 'infotext that ends in a letter, 300,000 blanks and "!"'),
  job('options-brackets', 'sd_model_checkpoint of 60,000 "["'),
  job('title-brackets', '20,000 checkpoints whose titles are 990 "["'),
  job('openapi-9mb', 'openapi.json of 9 MB, many paths'),
  job('openapi-60mb', 'openapi.json of 60 MB, many paths'),
  job('lists-60mb', 'LoRAs with 60 MB of metadata'),
  job('info-nested', '`info` of 60 MB of nested lists'),
  job('info-seeds', '`info` with 32 million seeds'),
  job('info-limit', '`info` of 8 MB: escapes, seeds, nested lists'),
  job('info-2mb', '`info` of 2 MB that is taken in: escapes, seeds'),
  job('odd-parameters', '`parameters` of 60 MB: digits, empty strings'),
  job('long-lists', 'samplers, upscalers, LoRAs, VAEs: 20,000 names of 990 characters each'),
  job('many-pictures', '4000 pictures for each batch'),
  job('large-picture', 'PNGs of 120 MB that are taken in'),
  job('endless-picture', 'one picture of 135 MB'),
  job('long-422', 'status 422 with a message of 900 kB'),
  job('nasty-names', 'ESC, BEL, NUL, bidi and zero-width characters in names and words'),
  job('never-answers', 'a server that never answers a generation'),
  job('byte-a-second', 'a server that answers with a byte a second'),
  job('frozen', 'a server that answers nothing more once it generates'),
  start('start-control', 'a start with an unfinished job'),
  of('start', DECODER_GOAL_MS)('start-xmp', 'the same, the folder holds a JPEG with 16 MB of nested XMP'),
  start('start-blanks', 'the same, the folder holds a PNG whose infotext has 300,000 blanks'),
  text('infotext-pane', 'the infotext pane: "Steps: 20, " and 60,000 letters'),
  text('ipc-200mb', 'a call of the panel with a text of 200 MB'),
  cli('cli-control', '`generate` on two good servers'),
  cli('cli-never-answers', '`generate` beside a server that never answers a generation'),
  cli('cli-byte-a-second', '`generate` beside a server that answers with a byte a second'),
  cli('cli-frozen', '`generate` beside a server that answers nothing more once it generates'),
  cli('cli-nasty-names', '`generate` beside a server with ESC, BEL, NUL, bidi characters in names and words'),
]

/** The trick of the server that a case needs: that of its name, without the way it is run. */
export const trickOf = ({ name }: HostileCase): string => name.replace(/^cli-/, '')
