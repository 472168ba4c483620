import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { InputPicture } from '../../../../shared/input-picture.ts'
import { JobView } from '../../../../shared/job.ts'
import { UPSCALE_DEFAULTS } from '../../../../shared/request-defaults.ts'
import { jobFor } from '../testing/flight.ts'
import { jobView, titleOf, titleOfRequest } from './job-view.ts'

describe('the title of a job', () => {
  it.each([
    ['a herd of cows, grazing, sunny', 'A herd of cows'],
    ['cow, at dawn, on a hill', 'Cow, at dawn, on a hill'],
    ['<lora:style:0.8> a herd\n of   cows', 'A herd of cows'],
    ['', 'Untitled'],
    ['<lora:style:1>', 'Untitled'],
  ])('%j is %j', (prompt, expected) => {
    expect(titleOf(prompt)).toBe(expected)
  })

  it('is cut between words when it is long', () => {
    const title = titleOf('word '.repeat(40))
    expect(title).toMatch(/^Word( word)*…$/)
    expect(title.length).toBeLessThanOrEqual(61)
  })
})

it('a job that makes pictures larger is called by them', () => {
  const input = (number: number) =>
    InputPicture.parse({ id: `${number}`.repeat(64), name: `picture-${number}.png`, width: 512, height: 512 })
  const upscale = { ...UPSCALE_DEFAULTS, upscaler: 'Lanczos', scale: 2 }
  const request = { ...DEFAULT_REQUEST, upscale, inputs: [input(1)] }
  expect(titleOfRequest(request)).toBe('Upscale of picture-1.png')
  expect(titleOfRequest({ ...request, inputs: [input(1), input(2)] })).toBe('Upscale of 2 pictures')
  expect(titleOfRequest({ ...request, upscale: null, prompt: 'a herd of cows' })).toBe('A herd of cows')
})

describe('the view of a job', () => {
  it('holds to its contract', () => {
    const job = jobFor(4)
    for (let made = 0; made < 2; made++) job.tallies.made({ id: 'argon' as never, name: 'argon' }, 'image')
    const view = jobView(job, { seconds: 12, spread: 1 })
    expect(JobView.parse(view)).toEqual(view)
    expect(view).toMatchObject({ requested: 4, stored: 0, failed: 0, etaSeconds: 12, seed: 1000 })
  })

  it('counts what is missing as given up when it was cancelled', () => {
    const job = jobFor(4)
    job.take(1)
    job.happened({ type: 'cancelled', at: 0, wall: 0 })
    expect(jobView(job, null)).toMatchObject({ stored: 1, failed: 3, etaSeconds: null })
  })
})
