import { expect, it, vi } from 'vitest'
import { remembered } from './remembered.ts'

it('works out again only what is asked with something else than the last time', () => {
  const work = vi.fn((text: string | undefined) => text?.length ?? null)
  const length = remembered(work)
  expect([
    length('fog'),
    length('fog'),
    length('rain'),
    length('fog'),
    length(undefined),
    length(undefined),
  ]).toEqual([3, 3, 4, 3, null, null])
  expect(work.mock.calls.flat()).toEqual(['fog', 'rain', 'fog', undefined])
})
