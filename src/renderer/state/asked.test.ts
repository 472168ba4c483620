import { expect, it, vi } from 'vitest'
import { plainText } from '../../shared/words/catalogue.ts'
import { settle } from './asked.ts'
import { ProblemError } from './problem-error.ts'

const problem = { kind: 'internal', message: plainText('It is closed.'), remedy: null, field: null } as const

it('tells the answer', async () => {
  const tell = vi.fn()
  settle(Promise.resolve(7), tell)
  await vi.waitFor(() => expect(tell).toHaveBeenCalledExactlyOnceWith({ answer: 7 }))
})

it('tells why there is none', async () => {
  const tell = vi.fn()
  settle(Promise.reject(new ProblemError(problem)), tell)
  await vi.waitFor(() => expect(tell).toHaveBeenCalledExactlyOnceWith({ problem }))
})

it('tells nothing once nobody wants to know', async () => {
  const tell = vi.fn()
  const asked = [Promise.resolve(7), Promise.reject(new ProblemError(problem))]
  for (const each of asked) settle(each, tell)()
  await Promise.allSettled(asked)
  expect(tell).not.toHaveBeenCalled()
})
