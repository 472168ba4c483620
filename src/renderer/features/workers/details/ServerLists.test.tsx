import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { plainText } from '../../../../shared/words/catalogue.ts'
import type { WorkerLists } from '../../../../shared/worker-activity.ts'
import type { Asked } from '../../../state/asked.ts'
import { ServerLists } from './ServerLists.tsx'

const drawn = (lists: Asked<WorkerLists>) => renderToStaticMarkup(<ServerLists lists={lists} />)

it('says that the lists are being read', () => {
  expect(drawn({ at: 'loading' })).toContain('Reading…')
})

it('says why they are not known, with a way to try again', () => {
  const problem = {
    kind: 'internal',
    message: plainText('It is closed.'),
    remedy: null,
    field: null,
  } as const
  const html = drawn({ at: 'failed', problem, again: vi.fn() })
  expect(html).toContain('It is closed.')
  expect(html).toContain('Try again')
})

it('counts what the server offers, and says what it did not tell', () => {
  const answer = {
    checkpoints: null,
    loras: ['ink', 'gouache'],
    vaes: [],
    samplers: [],
    schedulers: [],
    upscalers: [],
  } as WorkerLists
  const html = drawn({ at: 'ready', answer })
  expect(html).toMatch(/Checkpoints<span>not reported/)
  expect(html).toMatch(/LoRAs<span>2/)
})
