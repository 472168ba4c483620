import { Tooltip } from 'radix-ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Upscale } from '../../../shared/generation.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import { upscaleRequest, useUpscaleDraft } from '../../inputs/upscale.ts'
import { scenarioFrom } from '../../testing/scenario.ts'
import { scriptedFleet } from '../../testing/scripted-fleet.ts'
import { inputFixture, UPSCALE } from '../../testing/scripted-inputs.ts'
import { scriptedPlan } from '../../testing/scripted-plan.ts'
import { UpscalePictures } from './UpscalePictures.tsx'
import { UpscalePlanLines } from './UpscalePlanLines.tsx'

const nothing = { pictures: [], adding: 0, refused: [] }
/** zustand draws on a server what it began with */
function pictures(draft: object, how: Upscale | null = { ...UPSCALE, scale: 1.5 }): string {
  Object.assign(useUpscaleDraft.getInitialState(), { ...nothing, ...draft })
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <UpscalePictures how={how} />
    </Tooltip.Provider>,
  )
}
beforeEach(() => {
  Object.assign(useUpscaleDraft.getInitialState(), nothing)
})

describe('the pictures that are made larger', () => {
  it('say where they come from while there are none', () => {
    expect(pictures({})).toContain('No picture yet.')
    expect(pictures({ adding: 1 })).not.toContain('No picture yet.')
  })
  it('stand with the size that they will have', () => {
    const drawn = pictures({ pictures: [inputFixture(1)], adding: 2 })
    expect(drawn).toContain('832 × 1216 → 1248 × 1824')
    expect(drawn).toContain('Remove harbour-1.png')
    // Places are kept for those on their way.
    expect(drawn.match(/<li aria-hidden="true"/g)).toHaveLength(2)
  })
  it('stand with their size alone where it stays', () => {
    const drawn = pictures({ pictures: [inputFixture(1)] }, { ...UPSCALE, upscaler: 'None', scale: 1 })
    expect(drawn).toContain('832 × 1216<')
    expect(pictures({ pictures: [inputFixture(1)] }, null)).toContain('832 × 1216<')
  })
  it('say which could not be used', () => {
    const refused = [
      { kind: 'bad-request', message: plainText('a.png is broken.'), remedy: null, field: null },
    ]
    expect(pictures({ refused })).toContain('a.png is broken.')
  })
})

it('the request makes each picture once', () => {
  const request = upscaleRequest([inputFixture(0), inputFixture(1)], { ...UPSCALE, scale: 3 })
  expect(request).toMatchObject({ images: 1, mode: 'exact', upscale: { upscaler: 'Lanczos', scale: 3 } })
})

describe('the plan of the dialog', () => {
  const workers = scriptedFleet(scenarioFrom(new URLSearchParams('state=idle')))
  const request = upscaleRequest([inputFixture(0), inputFixture(1)], UPSCALE)
  const plan = scriptedPlan(workers, request)
  it('tells who makes how many and who is left out', () => {
    const drawn = renderToStaticMarkup(<UpscalePlanLines plan={plan} problem={null} hint={null} />)
    expect(drawn).toMatch(/Plan: .*laptop \d.*, done in about \d/)
    expect(drawn).toContain('without xenon: Connection refused.')
  })
  it('tells why nobody can, or what is wrong', () => {
    const message = plainText('No machine has it.')
    expect(
      renderToStaticMarkup(
        <UpscalePlanLines plan={{ ...plan, blocked: message }} problem={null} hint={null} />,
      ),
    ).toContain('No machine has it.')
    expect(
      renderToStaticMarkup(
        <UpscalePlanLines
          plan={null}
          problem={{ kind: 'internal', message, remedy: null, field: null }}
          hint={null}
        />,
      ),
    ).toContain('role="alert"')
    expect(
      renderToStaticMarkup(<UpscalePlanLines plan={plan} problem={null} hint="Choose a size." />),
    ).toContain('Choose a size.')
  })
})
