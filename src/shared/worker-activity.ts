import { z } from 'zod'
import { JobId, WorkerId } from './ids.ts'
import { Problem } from './problem.ts'
import { StoredReason } from './words/reason.ts'
import { CheckpointInfo, ServerKind } from './worker.ts'

/** One call to a worker; nothing secret in it. */
export const RequestLogEntry = z.object({
  /** epoch ms */
  at: z.number(),
  method: z.string(),
  path: z.string(),
  status: z.number().nullable(),
  ms: z.number(),
  problem: StoredReason.nullable(),
})
export type RequestLogEntry = z.infer<typeof RequestLogEntry>

/** What a card shows when it is opened. */
export const WorkerDetails = z.object({
  workerId: WorkerId,
  /** newest last, at most 200 */
  requests: z.array(RequestLogEntry),
  /** its part in the newest jobs, newest first */
  jobs: z.array(
    z.object({
      jobId: JobId,
      number: z.number().int(),
      title: z.string(),
      images: z.number().int(),
      bonus: z.number().int(),
      seconds: z.number(),
      predictedSeconds: z.number(),
      failures: z.number().int(),
      /** 0..1 of the pictures of that job */
      share: z.number(),
    }),
  ),
  /** what was learned from real jobs */
  speed: z.object({
    /** ipm at the benchmark payload as real jobs show it; null: nothing learned yet */
    learnedIpm: z.number().nullable(),
    batches: z.number().int(),
    overheadSeconds: z.number(),
    loadSeconds: z.number().nullable(),
    /** relative standard deviation of the predictions */
    spread: z.number(),
    gains: z.array(z.object({ batch: z.number().int(), gain: z.number() })),
  }),
})
export type WorkerDetails = z.infer<typeof WorkerDetails>

const names = z.array(z.string()).nullable()

/** The lists of one server, for whoever looks at that machine; null: it does not tell. */
export const WorkerLists = z.object({
  checkpoints: z.array(CheckpointInfo).nullable(),
  loras: names,
  vaes: names,
  samplers: names,
  schedulers: names,
  /** of the hires pass, latent modes first */
  upscalers: names,
})
export type WorkerLists = z.infer<typeof WorkerLists>

/** The checkpoints that a machine lists; null: it does not tell. */
export const ListedCheckpoints = z.object({
  workerId: WorkerId,
  checkpoints: z.array(CheckpointInfo).nullable(),
})
export type ListedCheckpoints = z.infer<typeof ListedCheckpoints>

/** A look for sdwui instances: on this machine, or on the local network when the user asks. */
export const Discovery = z.object({
  scope: z.enum(['machine', 'network']),
  running: z.boolean(),
  checked: z.number().int(),
  total: z.number().int(),
  found: z.array(
    z.object({
      url: z.string(),
      kind: ServerKind.nullable(),
      version: z.string().nullable(),
      checkpoint: z.string().nullable(),
      needsPassword: z.boolean(),
      /** why it cannot be used as it is; null: it can */
      problem: Problem.nullable(),
      /** name of the worker that has this address already */
      knownAs: z.string().nullable(),
    }),
  ),
  problem: Problem.nullable(),
})
export type Discovery = z.infer<typeof Discovery>

/** The sync command of one worker: its output as it comes. */
export const SyncRun = z.object({
  workerId: WorkerId,
  running: z.boolean(),
  /** as it was run, placeholders filled in */
  command: z.string(),
  /** the newest lines of stdout and stderr, at most 500 */
  lines: z.array(z.string()),
  exitCode: z.number().int().nullable(),
  problem: Problem.nullable(),
})
export type SyncRun = z.infer<typeof SyncRun>

/** What became of "load this checkpoint everywhere" on one worker. */
export const LoadOutcome = z.object({
  workerId: WorkerId,
  name: z.string(),
  outcome: z.enum(['loaded', 'missing', 'failed', 'skipped']),
  /** reads after the name; null when it was loaded */
  reason: StoredReason.nullable(),
})
export type LoadOutcome = z.infer<typeof LoadOutcome>
