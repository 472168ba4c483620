import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DETAILER_ARGS } from '../../../../shared/always-on.ts'
import type { Threshold } from '../../../../shared/control-modules.ts'
import { NEW_UNIT, settingsOf } from '../../../../shared/control-unit-fields.ts'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { InputPicture } from '../../../../shared/input-picture.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../../shared/request-defaults.ts'
import type { FleetScript, ScriptArgument } from '../../../../shared/script-arguments.ts'
import { emptyPanel, usePanel } from '../../../state/panel-store.ts'
import { StyleFields } from '../advanced/StyleDialog.tsx'
import { ControlUnit } from '../control/ControlUnit.tsx'
import { ThresholdField } from '../control/ThresholdField.tsx'
import { UnitFieldset } from '../control/UnitFieldset.tsx'
import { DetailerFields } from '../scripts/DetailerFields.tsx'
import { ScriptArguments } from '../scripts/ScriptArguments.tsx'
import { GenerateForm } from './GenerateForm.tsx'
import { HiresSection } from './HiresSection.tsx'

const picture = (id: string) =>
  InputPicture.parse({ id: id.repeat(64), name: `${id}.png`, width: 64, height: 48 })

const no = () => {}
const STYLE = { name: 'ink', prompt: '{prompt}, ink', negativePrompt: '' }
const TOLD_BY_A_MACHINE: Threshold = { about: { label: 'Alpha' }, min: 0, max: 1, step: 0.1, usual: 0.5 }

/** Everything that the form can show, open. */
function drawnForm(): string {
  Object.assign(usePanel.getInitialState(), {
    form: {
      ...DEFAULT_REQUEST,
      ...{ prompt: 'a {red|green} boat', inputs: [picture('a')], seedResize: { width: 64, height: 64 } },
      imageToImage: { ...IMAGE_TO_IMAGE_DEFAULTS, mask: picture('b'), onlyMasked: true },
      refiner: { checkpoint: 'sdxl', switchAt: 0.8 },
      grid: { axes: [{ field: 'lora-weight', of: 'ink', values: ['1'] }] },
      ...{ mode: 'bonus', overrides: { eta_noise_seed_delta: 1 } },
      hires: {
        ...{ scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 },
        ...{ width: 768, height: 0 },
      },
    },
    offers: { ...emptyPanel.offers, loras: [{ name: 'ink', on: 1, of: 1 }] },
  })
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <GenerateForm />
      <HiresSection errors={{}} />
    </Tooltip.Provider>,
  )
}

beforeEach(() => vi.stubGlobal('localStorage', { getItem: () => 'true' }))
afterEach(() => vi.unstubAllGlobals())

it('every field is explained in a sentence', () => {
  const html = drawnForm()
  // Of a field, the label is followed by its explanation, which its control names.
  const labels = [
    ...html.matchAll(/<label for="(?<id>[^"]+)"[^>]*>(?<label>[^<]+)<\/label>(?<then>.{0,40})/g),
  ]
  expect(labels.length).toBeGreaterThan(40)
  const without = labels.filter(({ groups }) => !groups?.then?.startsWith('<span id='))
  expect(without.map(({ groups }) => groups?.label)).toEqual([])
})

/** Controls of a value: not buttons, whose names say what they do, nor files, whose button stands for them. */
const CONTROL =
  /<(?:input|textarea|select)\b[^>]*>|<[a-z]+\b[^>]*\brole="(?:switch|slider|combobox|spinbutton|checkbox|textbox|group|radiogroup)"[^>]*>/g
const NO_VALUE = / type="file"| type="hidden"| aria-hidden="true"| style="display:none"/

/** Names of the controls of a page that no sentence explains. */
function unexplained(html: string): string[] {
  const words = new Map(
    [...html.matchAll(/ id="([^"]+)"[^>]*>([^<]{3,})</g)].map(([, id = '', text = '']) => [id, text]),
  )
  return [...html.matchAll(CONTROL)].flatMap(([tag]) => {
    if (NO_VALUE.test(tag)) return []
    const ids = / aria-describedby="([^"]+)"/.exec(tag)?.[1]?.split(' ') ?? []
    if (ids.some((id) => / /.test(words.get(id)?.trim() ?? ''))) return []
    const id = / id="([^"]+)"/.exec(tag)?.[1]
    const label = new RegExp(`for="${id}"[^>]*>([^<]+)<`).exec(html)?.[1]
    return [/ aria-label="([^"]+)"/.exec(tag)?.[1] ?? label ?? tag.slice(0, 160)]
  })
}

const drawn = (shown: ReactNode) => renderToStaticMarkup(<Tooltip.Provider>{shown}</Tooltip.Provider>)

const argument = (more: Partial<ScriptArgument>): ScriptArgument => ({
  label: 'Label',
  choices: null,
  ...more,
})
const SCRIPT: FleetScript = {
  ...{ title: 'Loopback', alwaysOn: false, on: 1, of: 1 },
  args: [
    argument({ value: true }),
    argument({ value: 0.5, minimum: 0, maximum: 1, step: 0.1 }),
    argument({ value: 3 }),
    argument({ value: 'Linear', choices: ['Linear', 'Lazy'] }),
    argument({ value: 1, choices: ['Linear', 'Lazy'] }),
    argument({ value: 'words' }),
    argument({ value: { a: 1 } }),
    argument({ label: null, value: '' }),
  ],
}
const unit = { ...NEW_UNIT, module: 'canny', pixel_perfect: false }
const own = { ...NEW_UNIT, module: 'unheard_of' }

it.each<[string, () => string, number]>([
  ['of the form', drawnForm, 60],
  [
    'of a unit of ControlNet, folded',
    () => drawn(<ControlUnit unit={unit} at={0} open={false} onToggle={no} onDuplicate={no} onRemove={no} />),
    1,
  ],
  ['of a unit of ControlNet', () => drawn(<UnitFieldset settings={settingsOf(unit)} at={0} />), 12],
  [
    'of a number of a preprocessor that a machine describes',
    () => drawn(<ThresholdField about={TOLD_BY_A_MACHINE} value={null} onChange={no} />),
    2,
  ],
  ['of an unknown preprocessor', () => drawn(<UnitFieldset settings={settingsOf(own)} at={0} />), 8],
  [
    'of a script that a machine describes',
    () => drawn(<ScriptArguments script={SCRIPT} args={[]} onChange={no} />),
    9,
  ],
  [
    'of a script that none describes',
    () => drawn(<ScriptArguments script={undefined} args={[1]} onChange={no} />),
    1,
  ],
  ['of ADetailer', () => drawn(<DetailerFields args={DETAILER_ARGS} onChange={no} />), 6],
  ['of a style', () => drawn(<StyleFields style={STYLE} error={null} onChange={no} />), 3],
])('every control %s is explained in a sentence', (_, draw, least) => {
  const html = draw()
  expect([...html.matchAll(CONTROL)].length).toBeGreaterThanOrEqual(least)
  expect(unexplained(html)).toEqual([])
})

it('a control without a sentence is found', () => {
  expect(unexplained('<input aria-label="Bare"><input type="file">')).toEqual(['Bare'])
  expect(unexplained('<input aria-label="Odd" aria-describedby="x"><span id="x">word</span>')).toEqual([
    'Odd',
  ])
  expect(unexplained('<input aria-describedby="x"><span id="x">Says what it is for.</span>')).toEqual([])
})

it('every control is described by the explanation of its field', () => {
  const html = drawnForm()
  const ids = new Set([...html.matchAll(/ id="(?<id>[^"]+)"/g)].map(({ groups }) => groups?.id))
  const described = [...html.matchAll(/aria-describedby="(?<ids>[^"]+)"/g)].flatMap(
    ({ groups }) => groups?.ids?.split(' ') ?? [],
  )
  expect(described.length).toBeGreaterThan(40)
  expect(described.filter((id) => !ids.has(id))).toEqual([])
})
