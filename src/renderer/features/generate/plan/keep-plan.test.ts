import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CallResult } from '../../../../shared/contract.ts'
import type { Plan } from '../../../../shared/plan.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { emptyPanel, usePanel } from '../../../state/panel-store.ts'
import { submitForm } from '../../../state/submit-form.ts'
import { jobFixture, REQUEST } from '../../../testing/fixtures.ts'
import { keepPlan } from './keep-plan.ts'

const BLOCKED = {
  blocked: reason('planning.nobody', { reasons: [reason('planning.no-room')] }),
} as unknown as Plan

type Answer = CallResult<'planPreview'>
let answers: ((answer: Answer) => void)[] = []
const submitted = vi.fn(async () => ({ ok: true, value: jobFixture({}) }))

/** Answers the oldest question that is open, a moment later. */
async function answer(value: Plan): Promise<void> {
  answers.shift()?.({ ok: true, value })
  await vi.advanceTimersByTimeAsync(0)
}
const preview = () => usePanel.getState().planPreview

beforeEach(() => {
  answers = []
  submitted.mockClear()
  vi.useFakeTimers()
  usePanel.setState({ ...emptyPanel, form: REQUEST }, true)
  const planPreview = () => new Promise<Answer>((resolve) => answers.push(resolve))
  vi.stubGlobal('window', { tributary: { planPreview, submitJob: submitted } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks a moment after it began, and again while a job runs', async () => {
  const end = keepPlan(REQUEST, true)
  expect(answers).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(150)
  expect(answers).toHaveLength(1)
  await answer(BLOCKED)
  expect(preview()).toMatchObject({ stale: false, plan: BLOCKED })
  await vi.advanceTimersByTimeAsync(2000)
  expect([answers.length, preview().stale]).toEqual([1, false])
  end()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(answers).toHaveLength(1)
})

it('asks again where a time is what ends the job: there is less of it left', async () => {
  const end = keepPlan({ ...REQUEST, mode: 'until' }, false)
  await vi.advanceTimersByTimeAsync(150)
  await answer(BLOCKED)
  await vi.advanceTimersByTimeAsync(2000)
  expect(answers).toHaveLength(1)
  end()
})

it('asks nothing about a form that is not valid, and asks once while no job runs', async () => {
  const end = keepPlan({ ...REQUEST, images: Number.NaN }, true)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(answers).toHaveLength(0)
  end()
  keepPlan(REQUEST, false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(answers).toHaveLength(1)
})

it('keeps the last plan when it ends, as one that may not be true any more', async () => {
  const end = keepPlan(REQUEST, false)
  await vi.advanceTimersByTimeAsync(150)
  await answer(BLOCKED)
  end()
  expect(preview()).toEqual({ plan: BLOCKED, stale: true, problem: null })
})

it('does not take an answer that comes after its end', async () => {
  const end = keepPlan(REQUEST, false)
  await vi.advanceTimersByTimeAsync(150)
  end()
  await answer(BLOCKED)
  expect(preview()).toEqual(emptyPanel.planPreview)
})

it('lets a form be sent from another screen although the last plan here was blocked', async () => {
  const end = keepPlan(REQUEST, false)
  await vi.advanceTimersByTimeAsync(150)
  await answer(BLOCKED)
  await submitForm()
  expect(submitted).not.toHaveBeenCalled()
  end()
  await submitForm()
  expect(submitted).toHaveBeenCalledOnce()
})

it('keeps the obstacles of the plan before while they say the same, so that no field is drawn anew', async () => {
  const plan = (text: string) =>
    ({
      blocked: null,
      obstacles: [{ field: 'prompt', what: reason('planning.no-room'), name: text }],
    }) as unknown as Plan
  const end = keepPlan(REQUEST, true)
  await vi.advanceTimersByTimeAsync(150)
  await answer(plan('fog'))
  const first = preview().plan?.obstacles
  await vi.advanceTimersByTimeAsync(2000)
  await answer(plan('fog'))
  expect(preview().plan?.obstacles).toBe(first)
  await vi.advanceTimersByTimeAsync(2000)
  await answer(plan('rain'))
  expect(preview().plan?.obstacles).toEqual(plan('rain').obstacles)
  end()
})
