import { Tooltip } from 'radix-ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ExtraFields } from '../../../../shared/extra-fields.ts'
import { ExtraNote } from './ExtraNote.tsx'

const drawn = (extra: ExtraFields) =>
  renderToStaticMarkup(
    <Tooltip.Provider>
      <ExtraNote extra={extra} onLeaveOut={() => {}} />
    </Tooltip.Provider>,
  )

describe('what is sent besides the fields of the form', () => {
  it('is not told of where there is none', () => {
    expect(drawn({})).toBe('')
  })

  it('is named, and can be left out; what the form shows is not', () => {
    const note = drawn({ hr_cfg: 3, next_years: [], alwayson_scripts: { ADetailer: { args: [] } } })
    expect(note).toContain('<span translate="no">hr_cfg, next_years</span>')
    expect(note).toContain('aria-label="Do not send them"')
    const units = { ControlNet: { args: [{ module: 'canny' }] } }
    expect(drawn({ alwayson_scripts: units })).toBe('')
  })
})
