import { z } from 'zod'

/** Identity of a worker; made by the registry, never shown. */
export const WorkerId = z.string().min(1).max(64).brand<'WorkerId'>()
export type WorkerId = z.infer<typeof WorkerId>

/** Identity of a job; made at submission. */
export const JobId = z.string().min(1).max(64).brand<'JobId'>()
export type JobId = z.infer<typeof JobId>

/** Identity of one HTTP request's worth of images. */
export const BatchId = z.string().min(1).max(64).brand<'BatchId'>()
export type BatchId = z.infer<typeof BatchId>

/** Identity of a stored picture in the gallery index. */
export const ImageId = z.string().min(1).max(64).brand<'ImageId'>()
export type ImageId = z.infer<typeof ImageId>

/** Position of an image in its job: 0..N-1; bonus images continue at N. */
export const ImageIndex = z.number().int().min(0).max(1_000_000).brand<'ImageIndex'>()
export type ImageIndex = z.infer<typeof ImageIndex>

/** Random id sent to the server as `force_task_id` (sdapi: task ids), recognisable by its prefix. */
export const TaskId = z.string().min(1).max(128).brand<'TaskId'>()
export type TaskId = z.infer<typeof TaskId>
