import { describe, expect, test } from 'vitest'
import { TributaryError } from '../../core/failure.ts'
import { parseFault } from './parse-fault.ts'

const always = Number.POSITIVE_INFINITY
const atStart = { at: 'start' }

describe('a fault in words', () => {
  test.each([
    ['refuse', { type: 'refuse', seconds: always, start: atStart }],
    ['refuse=30', { type: 'refuse', seconds: 30, start: atStart }],
    ['hang', { type: 'hang', seconds: always, start: atStart }],
    ['hang=5@8i', { type: 'hang', seconds: 5, start: { at: 'images', images: 8 } }],
    ['freeze=2.5@10s', { type: 'freeze', seconds: 2.5, start: { at: 'seconds', seconds: 10 } }],
    ['die@20', { type: 'die', backAfterSeconds: always, start: { at: 'seconds', seconds: 20 } }],
    ['die=30@8i', { type: 'die', backAfterSeconds: 30, start: { at: 'images', images: 8 } }],
    ['die-after=8', { type: 'die', backAfterSeconds: always, start: { at: 'images', images: 8 } }],
    ['die-after=8:30', { type: 'die', backAfterSeconds: 30, start: { at: 'images', images: 8 } }],
    ['not-ready=3', { type: 'not-ready', seconds: 3, start: atStart }],
    ['slow=3@20', { type: 'slow', factor: 3, start: { at: 'seconds', seconds: 20 } }],
    ['500', { type: 'status', status: 500, times: always, start: atStart }],
    ['500=2', { type: 'status', status: 500, times: 2, start: atStart }],
    ['404-for-sampler', { type: 'unknown-sampler', times: always, start: atStart }],
    ['oom=1', { type: 'out-of-memory', times: 1, start: atStart }],
    ['reset', { type: 'spoil', how: 'reset', times: always, start: atStart }],
    ['truncated=1', { type: 'spoil', how: 'truncated', times: 1, start: atStart }],
    ['cut-after=2', { type: 'cut-after', images: 2, start: atStart }],
    ['fewer', { type: 'fewer', images: 1, start: atStart }],
    ['extra=2', { type: 'extra', images: 2, start: atStart }],
    ['grid', { type: 'grid', start: atStart }],
    ['other-sampler=Euler', { type: 'other-sampler', name: 'Euler', start: atStart }],
    ['other-checkpoint', { type: 'other-checkpoint', name: null, start: atStart }],
    ['  slow=2  ', { type: 'slow', factor: 2, start: atStart }],
  ])('%s is read', (text, fault) => {
    expect(parseFault(text)).toEqual(fault)
  })

  test.each([
    ['', /word\[=value\]/],
    ['explode', /no fault "explode".*refuse/],
    ['slow', /slow needs a number/],
    ['slow=fast', /a number from 0.01/],
    ['slow=0', /a number from 0.01/],
    ['500=1.5', /a whole number from 1/],
    ['fewer=0', /a whole number from 1/],
    ['hang=-1', /from 0/],
    ['grid=2', /takes no value/],
    ['die-after=soon', /die-after=8/],
    ['die-after=8@3', /says itself/],
    ['hang@later', /@20s/],
    ['hang@1.5i', /whole numbers/],
    ['slow=1e999', /a number/],
    [`slow=${'9'.repeat(5000)}`, /a number/],
  ])('%j is refused with what can be written', (text, words) => {
    const refused = (() => {
      try {
        return parseFault(text)
      } catch (error) {
        return error
      }
    })()
    expect(refused).toBeInstanceOf(TributaryError)
    expect(refused).toMatchObject({
      kind: 'bad-request',
      field: 'fault',
      remedy: expect.stringMatching(words),
    })
    expect((refused as TributaryError).message.length).toBeLessThan(150)
  })
})
