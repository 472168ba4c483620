import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { JobView } from '../../../../shared/job.ts'
import { jobFixture } from '../../../testing/fixtures.ts'
import { JobHeader } from './JobHeader.tsx'

/** Words on the buttons, and all text. */
function drawn(patch: Partial<JobView>): { buttons: string[]; text: string } {
  const html = renderToStaticMarkup(<JobHeader job={jobFixture(patch)} />)
  const plain = (part: string) => part.replaceAll(/<[^>]*>/g, '')
  return {
    buttons: [...html.matchAll(/<button.*?<\/button>/g)].map(([button]) => plain(button)),
    text: plain(html),
  }
}

describe('the header of a job', () => {
  it('counts the images of one that runs, and the time that is left', () => {
    const { text, buttons } = drawn({ stored: 3, etaSeconds: 21, etaSpreadSeconds: 4 })
    expect(text).toContain('job 31')
    expect(text).toContain('3 of 12 images')
    expect(text).toContain('0:21 left, give or take 0:04')
    expect(buttons).toEqual(['Pause', 'Cancel'])
  })

  it('says what one waits for instead of a time', () => {
    const { text, buttons } = drawn({ state: 'paused', etaSeconds: 21 })
    expect(text).toContain('Paused')
    expect(text).not.toContain('left')
    expect(buttons).toEqual(['Resume', 'Cancel'])
  })

  it('offers nothing to steer once it is over', () => {
    const { text, buttons } = drawn({ state: 'finished', stored: 12, makespanSeconds: 36 })
    expect(text).toContain('12 images in 0:36, as planned')
    expect(buttons).toEqual([])
  })

  it('offers a failed one again where images are missing, and its settings', () => {
    expect(drawn({ state: 'failed', stored: 11 }).buttons).toEqual(['Retry', 'Edit'])
    expect(drawn({ state: 'failed', stored: 12 }).buttons).toEqual(['Edit'])
  })

  it('says that one is first or in the background, and nothing of one like any other', () => {
    expect(drawn({ priority: 'first' }).text).toContain('job 31First')
    expect(drawn({ priority: 'background' }).text).toContain('job 31Background')
    expect(drawn({}).text).not.toMatch(/First|background/)
  })

  it('counts bonus images beside those that were asked for', () => {
    expect(drawn({ stored: 9, bonusStored: 5, bonusPlanned: 11 }).text).toContain('14 of 12 + 11 images')
  })
})
