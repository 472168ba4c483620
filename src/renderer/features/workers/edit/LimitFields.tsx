import { useState } from 'react'
import { megapixels } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
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
  const [custom, setCustom] = useState(() => pixelCap !== null && !CAP_PRESETS.includes(pixelCap))
  const chooseCap = (value: string) => {
    setCustom(value === 'custom')
    if (value === 'custom') change({ pixelCap: pixelCap ?? CUSTOM_START })
    else change({ pixelCap: value === 'none' ? null : Number(value) })
  }
  const batches =
    maxBatch === null || BATCHES.includes(maxBatch) ? BATCHES : [...BATCHES, maxBatch].sort((a, b) => a - b)
  const summary = [
    pixelCap === null ? null : capWords(pixelCap),
    maxBatch === null ? null : say('workers.limits.batch-of', { count: maxBatch }),
  ].filter((part) => part !== null)
  return (
    <FoldSection
      name="worker.limits"
      title={say('workers.limits')}
      summary={summary.length === 0 ? say('workers.field.none') : summary.join(', ')}
    >
      <Field
        label={say('workers.limits.pixels')}
        hint={say('workers.limits.pixels.hint')}
        error={errorOf('pixelCap')}
      >
        {(control) => (
          <Select
            {...control}
            label={say('workers.limits.pixels')}
            value={custom ? 'custom' : pixelCap === null ? 'none' : String(pixelCap)}
            onChange={chooseCap}
            options={[
              { value: 'none', label: say('workers.limits.no-cap') },
              ...CAP_PRESETS.map((pixels) => ({
                value: String(pixels),
                label: capWords(pixels),
                aside: megapixels(pixels),
              })),
              { value: 'custom', label: say('workers.limits.other-number') },
            ]}
          />
        )}
      </Field>
      {custom && pixelCap !== null && (
        <Field
          label={say('workers.limits.pixels-typed')}
          hint={say('workers.limits.images-of-two-sizes', {
            small: imagesUnder(pixelCap, 512),
            large: imagesUnder(pixelCap, 1024),
          })}
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
      <Field label={say('workers.limits.images')} error={errorOf('maxBatch')}>
        {(control) => (
          <Select
            {...control}
            label={say('workers.limits.images')}
            value={maxBatch === null ? 'general' : String(maxBatch)}
            onChange={(value) => change({ maxBatch: value === 'general' ? null : Number(value) })}
            options={[
              { value: 'general', label: say('workers.limits.as-settings', { count: general }) },
              ...batches.map((count) => ({
                value: String(count),
                label: say('workers.limits.at-most', { count }),
              })),
            ]}
          />
        )}
      </Field>
    </FoldSection>
  )
}
