import { Tooltip } from 'radix-ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { InputPicture } from '../../../../shared/input-picture.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../../shared/request-defaults.ts'
import { emptyPanel, usePanel } from '../../../state/panel-store.ts'
import { GenerateForm } from './GenerateForm.tsx'
import { HiresSection } from './HiresSection.tsx'

const picture = (id: string) =>
  InputPicture.parse({ id: id.repeat(64), name: `${id}.png`, width: 64, height: 48 })

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

it('every control is described by the explanation of its field', () => {
  const html = drawnForm()
  const ids = new Set([...html.matchAll(/ id="(?<id>[^"]+)"/g)].map(({ groups }) => groups?.id))
  const described = [...html.matchAll(/aria-describedby="(?<ids>[^"]+)"/g)].flatMap(
    ({ groups }) => groups?.ids?.split(' ') ?? [],
  )
  expect(described.length).toBeGreaterThan(40)
  expect(described.filter((id) => !ids.has(id))).toEqual([])
})
