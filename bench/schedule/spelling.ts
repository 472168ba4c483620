import { isRecord } from '../../src/shared/is-record.ts'

/**
 * Other ways in which people spell the fields of a scenario file (docs/benchmarks.md). Keys are compared without case, `_`, `-` and
 * spaces, so `believed_ipm` and `believedIpm` are one; what stands here are other words for the same thing.
 */
const WORKER_WORDS: Readonly<Record<string, string>> = {
  ...own([
    'name',
    'count',
    'ipm',
    'believedIpm',
    'believedFactor',
    'overheadSeconds',
    'batchGain',
    'vramCap',
  ]),
  ...own(['vramCapKnown', 'loadSeconds', 'joinsAt', 'leavesAt', 'returnsAt', 'slowdowns', 'noise', 'fresh']),
  trueipm: 'ipm',
  believed: 'believedIpm',
  benchmarkipm: 'believedIpm',
  measuredipm: 'believedIpm',
  overhead: 'overheadSeconds',
  gain: 'batchGain',
  batchgains: 'batchGain',
  cap: 'vramCap',
  maxbatch: 'vramCap',
  load: 'loadSeconds',
  joinsatseconds: 'joinsAt',
  leavesatseconds: 'leavesAt',
  diesat: 'leavesAt',
  returnsatseconds: 'returnsAt',
  rejoinsat: 'returnsAt',
  slowdown: 'slowdowns',
}
const FILE_WORDS: Readonly<Record<string, string>> = {
  ...own(['name', 'about', 'kind', 'images', 'jobs', 'noise', 'workers', 'believedIpm']),
  ...own(['mode', 'until', 'fresh', 'wildcards', 'goal']),
  untilseconds: 'until',
  deadline: 'until',
  deadlineseconds: 'until',
  duration: 'until',
  durationseconds: 'until',
  seconds: 'until',
  description: 'about',
  n: 'images',
  believed: 'believedIpm',
  noisesigma: 'noise',
  sigma: 'noise',
  fleet: 'workers',
}
const SLOWDOWN_WORDS: Readonly<Record<string, string>> = {
  ...own(['at', 'until', 'factor']),
  from: 'at',
  atseconds: 'at',
  to: 'until',
  untilseconds: 'until',
  speed: 'factor',
  speedfactor: 'factor',
}

function own(keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [plain(key), key]))
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[_\-\s]/g, '')
}

/** A parsed file in the format's own words. `ignore` is told of keys that mean nothing. Shapes are left to the schema to judge. */
export function inOwnWords(json: unknown, ignore: (key: string) => void): unknown {
  if (!isRecord(json)) return json
  const file = renamed(json, FILE_WORDS, ignore)
  if (file.noise !== undefined) file.noise = sigmaOf(file.noise)
  const { believedIpm, ...rest } = file
  const listed = isRecord(rest.workers) ? named(rest.workers) : rest.workers
  if (!Array.isArray(listed)) return rest
  const workers = listed.map((worker: unknown, index) => {
    if (!isRecord(worker)) return worker
    const known = renamed(worker, WORKER_WORDS, ignore)
    const believed = known.believedIpm ?? believedOf(believedIpm, known.name, index)
    return {
      ...known,
      ...(believed === undefined ? {} : { believedIpm: believed }),
      ...(known.slowdowns === undefined ? {} : { slowdowns: slowdowns(known.slowdowns, ignore) }),
    }
  })
  return { ...rest, workers }
}

/** Null is "not given". Keys that start with `_` or `$` are remarks. */
function renamed(
  value: Record<string, unknown>,
  words: Readonly<Record<string, string>>,
  ignore: (key: string) => void,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [key, content] of Object.entries(value)) {
    const word = words[plain(key)]
    if (word !== undefined && content !== null) result[word] ??= content
    else if (word === undefined && !/^[_$]/.test(key)) ignore(key)
  }
  return result
}

/** `{"sigma": 0.15}` is the noise of 0.15. */
const sigmaOf = (noise: unknown): unknown => (isRecord(noise) && 'sigma' in noise ? noise.sigma : noise)

/** Workers by their names. */
const named = (workers: Record<string, unknown>): unknown[] =>
  Object.entries(workers).map(([name, worker]) => (isRecord(worker) ? { name, ...worker } : worker))

/** For the whole file at once: by the workers' names, or in their order. */
function believedOf(believed: unknown, name: unknown, index: number): unknown {
  if (Array.isArray(believed)) return believed[index] ?? undefined
  return isRecord(believed) && typeof name === 'string' ? (believed[name] ?? undefined) : undefined
}

/** One or several; `[seconds, factor]` for short. */
function slowdowns(value: unknown, ignore: (key: string) => void): unknown {
  if (isRecord(value)) return [renamed(value, SLOWDOWN_WORDS, ignore)]
  if (!Array.isArray(value)) return value
  if (value.length === 2 && value.every((part) => typeof part === 'number'))
    return [{ at: value[0], factor: value[1] }]
  return value.map((entry: unknown) => {
    if (Array.isArray(entry)) return { at: entry[0], factor: entry[1] }
    return isRecord(entry) ? renamed(entry, SLOWDOWN_WORDS, ignore) : entry
  })
}
