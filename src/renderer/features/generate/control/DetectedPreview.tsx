import { ScanEye } from 'lucide-react'
import type { ControlSettings } from '../../../../shared/control-unit-fields.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import styles from './ControlSection.module.css'
import { editUnit } from './edit-units.ts'
import { useDetection } from './use-detection.ts'

interface DetectedPreviewProps {
  readonly settings: ControlSettings
  readonly at: number
}

/** What the preprocessor finds in the picture of a unit, made on a machine when it is asked for. */
export function DetectedPreview({ settings, at }: DetectedPreviewProps) {
  const { module, picture, pixelPerfect, resolution, thresholdA, thresholdB } = settings
  const start = usePanel(({ form }) => (form.imageToImage === null ? undefined : form.inputs[0]?.id))
  const shorter = usePanel(({ form }) => Math.min(form.width, form.height))
  const id = picture?.id ?? start
  const { detection, ask, cancel } = useDetection(
    id === undefined
      ? null
      : { module, picture: id, resolution: pixelPerfect ? shorter : resolution, thresholdA, thresholdB },
  )
  if (id === undefined) return null
  const found = detection.at === 'found' ? detection.map : null
  return (
    <div className={styles.detected}>
      {found && (
        <figure className={styles.map}>
          <Picture
            of={{ kind: 'input', id: found.picture.id }}
            alt={say('control.detect.map', { module })}
            fade
          />
          <figcaption>{say('control.detect.found', { module, machine: found.workerName })}</figcaption>
        </figure>
      )}
      <div className={styles.ways}>
        {detection.at === 'asking' ? (
          <>
            <Button size="small" busy>
              {say('control.detect.looking')}
            </Button>
            <Button size="small" look="quiet" onClick={cancel}>
              {say('control.detect.cancel')}
            </Button>
          </>
        ) : (
          <Button size="small" icon={<ScanEye aria-hidden="true" />} onClick={ask}>
            {say(found ? 'control.detect.again' : 'control.detect')}
          </Button>
        )}
        {found && (
          <Button
            size="small"
            title={say('control.detect.use.help')}
            onClick={() =>
              editUnit(at, { picture: found.picture.id, module: 'none', thresholdA: null, thresholdB: null })
            }
          >
            {say('control.detect.use')}
          </Button>
        )}
      </div>
      {detection.at === 'failed' && <ProblemNote problem={detection.problem} />}
    </div>
  )
}
