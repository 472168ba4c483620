import { describe, expect, test } from 'vitest'
import { Answer, Info, Progress, TaskProgress } from './shapes.ts'
import { SMALL, type Target, TIMEOUT_MS } from './target.ts'

/** What is seen of a generation while it runs: task ids, progress, interrupt, the queue. */
export function describeRunning(target: Target): void {
  describe('a running generation', () => {
    /** Long enough to be looked at. */
    const LONG = { ...SMALL, steps: 150, batch_size: 2, seed: 1 }
    const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
      for (const deadline = performance.now() + TIMEOUT_MS; performance.now() < deadline; ) {
        const found = await look()
        if (found !== null) return found
        await new Promise((resolve) => setImmediate(resolve))
      }
      throw new Error('it never came to that')
    }
    const task = async (id: string) =>
      TaskProgress.parse(
        await (await target.post('/internal/progress', { id_task: id, live_preview: false })).json(),
      )
    const active = (id: string) => until(async () => ((await task(id)).active ? true : null))
    const id = () => `tributary-conformance-${Math.random().toString(36).slice(2)}`

    test('shows its task as active, then as completed, and counts its steps', async () => {
      const own = id()
      const answer = target.post('/sdapi/v1/txt2img', { ...LONG, force_task_id: own })
      await active(own)
      const during = await until(async () => {
        const seen = Progress.parse(
          await (await target.get('/sdapi/v1/progress?skip_current_image=true')).json(),
        )
        return seen.state.sampling_step > 0 ? seen : null
      })
      expect(during.state).toMatchObject({
        job: 'scripts_txt2img',
        job_count: 1,
        job_no: 0,
        sampling_steps: 150,
      })
      expect(during.progress).toBeGreaterThan(0.01)
      expect(during.progress).toBeLessThanOrEqual(1)
      expect((await answer).status).toBe(200)
      expect(await task(own)).toMatchObject({ active: false, queued: false, completed: true, progress: null })
    })
    test('an interrupt ends it with 200 and half-done images, and nothing in the body says so', async () => {
      const own = id()
      const answer = target.post('/sdapi/v1/txt2img', { ...LONG, force_task_id: own })
      await active(own)
      const interrupt = await target.post('/sdapi/v1/interrupt', {})
      expect([interrupt.status, await interrupt.json()]).toEqual([200, {}])
      const response = await answer
      expect(response.status).toBe(200)
      const { images, info } = Answer.parse(await response.json())
      expect(images).toHaveLength(2)
      expect(Info.parse(JSON.parse(info)).all_seeds).toEqual([1, 2])
    })
    test('a second request waits its turn, and says so', async () => {
      const [first, second] = [id(), id()]
      const answers = [target.post('/sdapi/v1/txt2img', { ...LONG, force_task_id: first })]
      await active(first)
      answers.push(target.post('/sdapi/v1/txt2img', { ...SMALL, force_task_id: second }))
      const queued = await until(async () => {
        const seen = await task(second)
        return seen.queued || seen.active || seen.completed ? seen : null
      })
      // Requests that failed before they began stay in the queue for ever, so the numbers may be higher than 1.
      expect(queued).toMatchObject({ queued: true, id_live_preview: -1, progress: null })
      expect(queued.textinfo).toMatch(/^In queue: (\d+)\/\1$/)
      const pending = (await (await target.get('/internal/pending-tasks')).json()) as {
        size: number
        tasks: string[]
      }
      expect(pending.tasks).toContain(second)
      expect(pending.tasks).not.toContain(first)
      expect(pending.size).toBe(pending.tasks.length)
      await until(async () => ((await task(second)).queued ? null : true))
      expect(await task(first)).toMatchObject({ active: false, completed: true })
      for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
    })
    test('lists and ping are answered meanwhile', async () => {
      const own = id()
      const answer = target.post('/sdapi/v1/txt2img', { ...LONG, force_task_id: own })
      await active(own)
      expect((await target.get('/internal/ping')).status).toBe(200)
      expect((await target.get('/sdapi/v1/sd-models')).status).toBe(200)
      expect((await task(own)).active).toBe(true)
      await answer
    })
  })
}
