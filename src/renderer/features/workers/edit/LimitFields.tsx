import { useState } from 'react'
import { megapixels } from '../../../../shared/words/format-number.ts'
import type { WorkerInput } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { CAP_PRESETS, capWords, imagesUnder } from './pixel-cap.ts'
import type { WorkerForm } from './worker-form.ts'

interface LimitFieldsProps {
  readonly form: WorkerForm
  readonly change: (patch: Partial<WorkerForm>) => void
  readonly errorOf: (field: keyof WorkerInput) => string | null
}

const BATCHES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]
/** px that a custom cap starts from: one image of 1024 × 1024 */
const CUSTOM_START = 1024 * 1024

/** What one request to this machine may hold at most. */
export function LimitFields({ form, change, errorOf }: LimitFieldsProps) {
  const general = usePanel((state) => state.settings.maxBatch)
  const { pixelCap, maxBatch } = form
  const [custom, setCustom] = useState(
    () => pixelCap !== null && !CAP_PRESETS.some(({ pixels }) => pixels === pixelCap),
  )
  const chooseCap = (value: string) => {
    setCustom(value === 'custom')
    if (value === 'custom') change({ pixelCap: pixelCap ?? CUSTOM_START })
    else change({ pixelCap: value === 'none' ? null : Number(value) })
  }
  const batches =
    maxBatch === null || BATCHES.includes(maxBatch) ? BATCHES : [...BATCHES, maxBatch].sort((a, b) => a - b)
  const summary = [
    pixelCap === null ? null : capWords(pixelCap),
    maxBatch === null ? null : `batch ${maxBatch}`,
  ].filter((part) => part !== null)
  return (
    <FoldSection
      name="worker.limits"
      title="Limits"
      summary={summary.length === 0 ? 'none' : summary.join(', ')}
    >
      <Field
        label="Pixels in one request"
        hint="Width × height × images. Without a cap it is found out by trying: a machine that runs out of memory is sent less from then on."
        error={errorOf('pixelCap')}
      >
        {(control) => (
          <Select
            {...control}
            label="Pixels in one request"
            value={custom ? 'custom' : pixelCap === null ? 'none' : String(pixelCap)}
            onChange={chooseCap}
            options={[
              { value: 'none', label: 'No cap' },
              ...CAP_PRESETS.map(({ pixels, label }) => ({
                value: String(pixels),
                label,
                aside: megapixels(pixels),
              })),
              { value: 'custom', label: 'Another number…' },
            ]}
          />
        )}
      </Field>
      {custom && pixelCap !== null && (
        <Field
          label="Pixels"
          hint={`${imagesUnder(pixelCap, 512)} images of 512 × 512, or ${imagesUnder(pixelCap, 1024)} of 1024 × 1024`}
        >
          {(control) => (
            <NumberField
              {...control}
              value={pixelCap}
              min={4096}
              max={1_000_000_000}
              step={65_536}
              snap={false}
              onChange={(value) => Number.isInteger(value) && value > 0 && change({ pixelCap: value })}
            />
          )}
        </Field>
      )}
      <Field label="Images in one request" error={errorOf('maxBatch')}>
        {(control) => (
          <Select
            {...control}
            label="Images in one request"
            value={maxBatch === null ? 'general' : String(maxBatch)}
            onChange={(value) => change({ maxBatch: value === 'general' ? null : Number(value) })}
            options={[
              { value: 'general', label: `As the settings say (at most ${general})` },
              ...batches.map((count) => ({ value: String(count), label: `At most ${count}` })),
            ]}
          />
        )}
      </Field>
    </FoldSection>
  )
}
