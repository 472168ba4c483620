import { Tooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../../shared/generation.ts'
import type { Obstacle } from '../../../../shared/plan.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { emptyPanel, usePanel } from '../../../state/panel-store.ts'
import { advancedSummary } from './advanced-summary.ts'
import { FaceRestorerField } from './FaceRestorerField.tsx'
import { RefinerFields } from './RefinerFields.tsx'
import { ServerChoice } from './ServerChoice.tsx'
import { StylesField, styleOptions } from './StylesField.tsx'

const own = [{ name: 'ink', prompt: 'ink drawing', negativePrompt: '' }]
const offered = ['Cinematic', 'ink'].map((name) => ({ name, on: 1, of: 3 }))

/** zustand draws on a server what it began with. */
function drawn(
  element: ReactElement,
  patch: Partial<GenerationRequest> = {},
  obstacles: Obstacle[] = [],
): string {
  Object.assign(usePanel.getInitialState(), {
    form: { ...DEFAULT_REQUEST, ...patch },
    planPreview: { plan: { obstacles }, stale: false, problem: null },
    offers: { ...emptyPanel.offers, styles: offered, checkpoints: offered },
  })
  return renderToStaticMarkup(<Tooltip.Provider>{element}</Tooltip.Provider>)
}

describe('styles', () => {
  it('are a person’s own, then those of the fleet, each once and without those chosen', () => {
    const names = (chosen: string[]) => styleOptions(own, offered, chosen).map(({ value }) => value)
    expect(names([])).toEqual(['ink', 'Cinematic'])
    expect(names(['ink'])).toEqual(['Cinematic'])
    expect(styleOptions(own, [], [])[0]?.aside).toBe('your own')
    expect(styleOptions(own, offered, [])[1]?.aside).toBe('on 1 of 3')
  })
  it('that are chosen can be removed, and one that nobody has is named', () => {
    const missing: Obstacle = {
      field: 'styles',
      what: reason('planning.style-missing', { name: 'gone' }),
      everywhere: true,
    }
    const chosen = drawn(<StylesField />, { styles: ['Cinematic', 'gone'] }, [missing])
    expect(chosen).toContain('Remove style gone')
    expect(chosen).toContain('Style gone is neither among your own nor on any machine.')
  })
})

it('a refiner shows when it takes over once there is one', () => {
  expect(drawn(<RefinerFields errors={{}} />)).not.toContain('Refiner takes over at')
  const refiner = { checkpoint: 'Cinematic', switchAt: 0.7 }
  expect(drawn(<RefinerFields errors={{}} />, { refiner })).toContain('value="0.7"')
})

it('a face restorer is named on how many machines it is, and one that nobody has is said to be missing', () => {
  const chosen = { restoreFaces: true, overrides: { face_restoration_model: 'GFPGAN' } }
  const missing: Obstacle = {
    field: 'faces',
    what: reason('planning.face-restorer-missing', { name: 'GFPGAN' }),
    everywhere: true,
  }
  expect(drawn(<FaceRestorerField />)).toContain('As set on each machine')
  const shown = drawn(<FaceRestorerField />, chosen, [missing])
  expect(shown).toContain('GFPGAN')
  expect(shown).toContain('aria-invalid="true"')
})

it('what servers may be set to is on, off, or as they are', () => {
  const pressed = (value: boolean | null) =>
    /aria-checked="true"[^>]*>(?<word>[^<]+)</.exec(
      drawn(<ServerChoice label="Tiling" help="So that copies fit." value={value} onChange={() => {}} />),
    )?.groups?.word
  expect([null, true, false].map(pressed)).toEqual(['As set', 'On', 'Off'])
})

it('the summary names what is not as set', () => {
  expect(advancedSummary(DEFAULT_REQUEST)).toBe('')
  expect(
    advancedSummary({
      ...DEFAULT_REQUEST,
      ...{ styles: ['a', 'b'], tiling: true, restoreFaces: false, clipSkip: 2, saveOnWorker: true },
      refiner: { checkpoint: 'sdxl', switchAt: 0.8 },
    }),
  ).toBe('2 styles · refiner sdxl · Tiling · clip skip 2 · saved on machines')
})
