import { type DetailerSettings, detailerIn, withDetailer } from '../../../../shared/always-on.ts'
import type { Json } from '../../../../shared/extra-fields.ts'
import { say } from '../../../../shared/words/say.ts'
import { optionsOf, withPresent } from '../../../offers/offer-options.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { useFieldNotes } from '../form/field-notes.ts'
import styles from './ScriptsSection.module.css'

/** Those that ADetailer brings, for where no machine tells which it has. */
const MODELS = [
  ...[
    'face_yolov8n.pt',
    'face_yolov8s.pt',
    'hand_yolov8n.pt',
    'person_yolov8n-seg.pt',
    'person_yolov8s-seg.pt',
  ],
  ...['mediapipe_face_full', 'mediapipe_face_short', 'mediapipe_face_mesh', 'mediapipe_face_mesh_eyes_only'],
]

interface DetailerFieldsProps {
  readonly args: readonly Json[]
  readonly onChange: (args: readonly Json[]) => void
}

/** What ADetailer's first tab is most often set to. */
export function DetailerFields({ args, onChange }: DetailerFieldsProps) {
  const notesOn = useFieldNotes()
  const offered = usePanel((state) => state.offers.detailerModels)
  const settings = detailerIn(args)
  if (settings === null) return null
  const edit = (patch: Partial<DetailerSettings>) => onChange(withDetailer(args, patch))
  const { model, prompt, confidence, denoise } = settings
  const wrong = (value: number) => (Number.isNaN(value) ? say('request.issue.number') : undefined)
  return (
    <>
      <Field
        label={say('scripts.detailer.model')}
        help={say('scripts.detailer.model.help')}
        {...notesOn('detailer-model', model)}
      >
        {(control) => (
          <Select
            {...control}
            label={say('scripts.detailer.model')}
            value={model}
            options={
              offered.length === 0
                ? withPresent(
                    MODELS.map((value) => ({ value, label: value })),
                    model,
                    false,
                  )
                : withPresent(optionsOf(offered, 'where-missing'), model)
            }
            onChange={(next) => edit({ model: next })}
          />
        )}
      </Field>
      <Field label={say('scripts.detailer.prompt')} help={say('scripts.detailer.prompt.help')}>
        {(control) => (
          <TextArea
            {...control}
            className={styles.text}
            minRows={1}
            maxRows={6}
            placeholder={say('scripts.detailer.prompt.empty')}
            value={prompt}
            onChange={(event) => edit({ prompt: event.target.value })}
          />
        )}
      </Field>
      <SliderField
        label={say('scripts.detailer.confidence')}
        help={say('scripts.detailer.confidence.help')}
        value={confidence}
        onChange={(next) => edit({ confidence: next })}
        min={0}
        max={1}
        step={0.01}
        error={wrong(confidence)}
      />
      <SliderField
        label={say('scripts.detailer.denoise')}
        help={say('scripts.detailer.denoise.help')}
        value={denoise}
        onChange={(next) => edit({ denoise: next })}
        min={0}
        max={1}
        step={0.01}
        error={wrong(denoise)}
      />
    </>
  )
}
