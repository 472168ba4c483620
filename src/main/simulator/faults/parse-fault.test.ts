import { describe, expect, test } from 'vitest'
import { TributaryError } from '../../core/failure.ts'
import { told } from '../../testing/told.ts'
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
    ['trickle', { type: 'spoil', how: 'trickle', times: Number.POSITIVE_INFINITY, start: atStart }],
    ['truncated=1', { type: 'spoil', how: 'truncated', times: 1, start: atStart }],
    ['cut-after=2', { type: 'cut-after', images: 2, start: atStart }],
    ['fewer', { type: 'fewer', images: 1, start: atStart }],
    ['extra=2', { type: 'extra', images: 2, start: atStart }],
    ['grid', { type: 'grid', start: atStart }],
    ['other-sampler=Euler', { type: 'other-sampler', name: 'Euler', start: atStart }],
    ['other-checkpoint', { type: 'other-checkpoint', name: null, start: atStart }],
    ['same-seed-label', { type: 'same-seed-label', where: 'both', start: atStart }],
    [
      'same-seed-label=text@8i',
      { type: 'same-seed-label', where: 'text', start: { at: 'images', images: 8 } },
    ],
    ['snap', { type: 'snap', px: 64, start: atStart }],
    ['rare-500=100', { type: 'rare-500', oneIn: 100, start: atStart }],
    ['progress=0.01', { type: 'constant-progress', value: 0.01, start: atStart }],
    ['skipped-by-other', { type: 'stopped-by-other', how: 'skip', times: 1, start: atStart }],
    ['gateway=524', { type: 'gateway', status: 524, times: always, working: false, start: atStart }],
    ['gateway=524:2/working', { type: 'gateway', status: 524, times: 2, working: true, start: atStart }],
    ['cut-at=60', { type: 'cut-at', seconds: 60, reset: false, start: atStart }],
    ['cut-at=60/reset@5', { type: 'cut-at', seconds: 60, reset: true, start: { at: 'seconds', seconds: 5 } }],
    ['html-login=403', { type: 'html-login', status: 403, start: atStart }],
    ['error-200=1', { type: 'spoil', how: 'error-200', times: 1, start: atStart }],
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
    ['constructor', /no fault "constructor"/],
    ['same-seed-label=mine', /one of: text, info, both/],
    ['progress=2', /a number from 0 to 1/],
    ['progress', /progress=1/],
    ['gateway', /gateway=524:1/],
    ['gateway=200', /gateway=524:1/],
    ['cut-at=soon', /cut-at=60/],
    ['html-login=99', /from 200 to 599/],
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
    expect(told(refused)).toMatchObject({
      kind: 'bad-request',
      field: 'fault',
      remedy: expect.stringMatching(words),
    })
    expect((refused as TributaryError).message.length).toBeLessThan(150)
  })
})
