import { describe, expect, it } from 'vitest'
import { JobId } from '../../../../shared/ids.ts'
import { FIRST_VIEW } from '../../../grids/grid-table.ts'
import { jobFixture } from '../../../testing/fixtures.ts'
import { placeSections, sessionRows, sessionSection } from './session-rows.ts'

const section = (number: number, requested: number, headed = false) =>
  sessionSection(
    {
      job: jobFixture({ id: JobId.parse(`job-${number}`), number, requested }),
      images: {},
      owners: [],
      view: FIRST_VIEW,
    },
    { width: 988, least: 180, headed },
  )

describe('the rows of the session', () => {
  it('are a heading and the rows of tiles of each job', () => {
    const rows = sessionRows([section(31, 12), section(30, 4)])
    expect(rows.map(({ kind, jobId }) => `${kind} ${jobId}`)).toEqual([
      'heading job-31',
      'tiles job-31',
      'tiles job-31',
      'tiles job-31',
      'heading job-30',
      'tiles job-30',
    ])
  })
  it('tell where each section stands', () => {
    const sections = [section(31, 12, true), section(30, 4)]
    const rows = sessionRows(sections)
    const [first, second] = placeSections(sections, 5)
    expect(first).toMatchObject({ firstRow: 0, top: 5 })
    expect(second?.firstRow).toBe(4)
    expect(second?.top).toBe(5 + rows.slice(0, 4).reduce((sum, { height }) => sum + height, 0))
  })
  it('spend no line on the job that the header speaks of', () => {
    expect(section(31, 4, true).heading).toBeLessThan(section(31, 4).heading)
  })
  it('of ten thousand images are made in a moment', () => {
    expect(sessionRows([section(31, 10_000)])).toHaveLength(2001)
  })
})
