import { Tooltip } from 'radix-ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { toast } from 'sonner'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../../shared/generation.ts'
import type { GridAxis } from '../../../../shared/grid.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import { emptyPanel, usePanel } from '../../../state/panel-store.ts'
import { undoNewest } from '../../../state/undo.ts'
import { addAxis, changeAxisField, editAxis, MOST_AXES, removeAxis } from './edit-grid.ts'
import { refusedIn, VarySection } from './VarySection.tsx'

/** zustand draws on a server what it began with. */
function drawn(patch: Partial<GenerationRequest>, problem: Problem | null = null): string {
  Object.assign(usePanel.getInitialState(), {
    form: { ...DEFAULT_REQUEST, ...patch },
    planPreview: { plan: null, stale: false, problem },
    offers: { ...emptyPanel.offers, samplers: [{ name: 'Euler a', on: 2, of: 3 }] },
  })
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <VarySection />
    </Tooltip.Provider>,
  )
}
const grid = (...axes: GridAxis[]) => ({ grid: { axes } })
const SAMPLERS: GridAxis = { field: 'sampler', values: ['DDIM', 'UniPC'] }
const refusal: Problem = {
  kind: 'bad-request',
  message: reason('request.axis-value', { axis: reason('request.axis.steps'), value: '999' }),
  remedy: null,
  field: 'grid',
}

beforeEach(() => {
  // The section is open.
  vi.stubGlobal('localStorage', { getItem: () => 'true' })
  vi.useFakeTimers()
  usePanel.setState({ form: DEFAULT_REQUEST })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the section that varies settings', () => {
  it('is off without axes and prompts, and offers both', () => {
    const empty = drawn({})
    expect(empty).toContain('>off<')
    expect(empty).toContain('Add a grid axis')
    expect(empty).toContain('Prompts, one per line')
    expect(empty).not.toContain('Alternatives in braces')
  })

  it('shows the values of each axis, how many they are, and what the fleet has besides', () => {
    const both = drawn(grid(SAMPLERS, { field: 'prompt-order', values: ['a', 'b', 'c'] }))
    expect(both).toContain('2 × 6 grid')
    expect(both).toContain('DDIM, UniPC')
    expect(both).toContain('2 values')
    expect(both).toContain('6 orders')
    expect(both).toContain('Add from the list…')
    expect(both).toContain('Remove axis 2')
  })

  it('says what is wrong with a prompt under the list of prompts', () => {
    const message = reason('request.prompt-option', { number: 2, option: '--steps' })
    const shown = drawn({ prompts: ['a', 'b --steps 20'] }, { ...refusal, message, field: 'prompts' })
    expect(shown).toContain('Prompt 2 has --steps in it')
    expect(drawn({ prompts: ['a', 'b'] }, refusal)).not.toContain('aria-invalid')
  })

  it('says what an axis without values lacks', () => {
    const empty = drawn(grid({ field: 'steps', values: [] }))
    expect(empty).toContain('no values yet')
    expect(empty).toContain('Needs at least one value.')
  })

  it('has three axes at most', () => {
    expect(drawn(grid(SAMPLERS, SAMPLERS, SAMPLERS))).not.toContain('Add an axis')
  })

  it('says under its axis which value is refused', () => {
    const steps: GridAxis = { field: 'steps', values: ['999'] }
    expect(drawn(grid(steps), refusal)).toContain('Steps cannot be &quot;999&quot; here.')
    expect(drawn(grid(SAMPLERS), refusal)).not.toContain('999')
    const why = reason('request.named.at-most', { field: reason('request.axis.steps'), maximum: 150 })
    const params = { axis: reason('request.axis.steps'), value: '999', why }
    const because = { ...refusal, message: reason('request.axis-value-because', params) }
    expect(drawn(grid(steps), because)).toContain('here. Steps must be at most 150.')
    expect(refusedIn({ ...refusal, message: plainText('no') }, 'steps')).toBeNull()
  })

  it('asks whose weight a LoRA axis changes', () => {
    expect(drawn(grid({ field: 'lora-weight', values: ['0.5'] }))).toContain(
      'Choose whose weight it changes.',
    )
    expect(drawn(grid({ field: 'lora-weight', of: 'ink', values: ['0.5'] }))).not.toContain('Choose whose')
  })

  it('asks what becomes of alternatives where a prompt has some', () => {
    expect(drawn({ prompt: 'a {red|blue} door' })).toContain('Alternatives in braces')
    const listed = drawn({ prompts: ['a {red|blue} door', 'a cat'], variants: 'all' })
    expect(listed).toContain('2 prompts')
    expect(listed).toContain('Images for each combination of the alternatives.')
  })
})

it('axes come and go, and a grid without any is none', () => {
  for (let at = 0; at < MOST_AXES; at++) addAxis()
  const fields = () => usePanel.getState().form.grid?.axes.map(({ field }) => field)
  expect(fields()).toEqual(['checkpoint', 'sampler', 'steps'])
  editAxis(1, SAMPLERS)
  expect(usePanel.getState().form.grid?.axes[1]).toEqual(SAMPLERS)
  removeAxis(0)
  expect(fields()).toEqual(['sampler', 'steps'])
  removeAxis(0)
  removeAxis(0)
  expect(usePanel.getState().form.grid).toBeNull()
})

it('the values of an axis that changes another field come back with Undo', () => {
  vi.spyOn(toast, 'dismiss').mockReturnValue('')
  // What other tests left.
  while (undoNewest());
  const { form } = usePanel.getState()
  const lora: GridAxis = { field: 'lora-weight', of: 'ink', values: ['0.5', '1'] }
  usePanel.setState({ form: { ...form, ...grid(SAMPLERS, lora) } })
  const axes = () => usePanel.getState().form.grid?.axes
  changeAxisField(1, 'lora-weight')
  expect(undoNewest()).toBe(false)
  changeAxisField(1, 'steps')
  expect(axes()).toEqual([SAMPLERS, { field: 'steps', values: [] }])
  changeAxisField(1, 'cfg-scale')
  expect(axes()?.[1]).toEqual({ field: 'cfg-scale', values: [] })
  undoNewest()
  expect(axes()).toEqual([SAMPLERS, lora])
  expect(undoNewest()).toBe(false)
})
