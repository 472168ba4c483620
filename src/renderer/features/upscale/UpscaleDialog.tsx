import { ImagePlus } from 'lucide-react'
import { useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { PICTURE_FILES } from '../../inputs/picture-files.ts'
import { addToUpscale, endUpscale, upscaleRequest, useUpscaleDraft } from '../../inputs/upscale.ts'
import { optionsOf } from '../../offers/offer-options.ts'
import { call } from '../../state/call.ts'
import { jobsChanged } from '../../state/jobs.ts'
import { goTo } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { problemFrom } from '../../state/problem-error.ts'
import { showProblem } from '../../state/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FilesButton } from '../../ui/FilesButton.tsx'
import { recall, remember } from '../../ui/local-memory.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import styles from './UpscaleDialog.module.css'
import { UpscalePictures } from './UpscalePictures.tsx'
import { UpscalePlanLines } from './UpscalePlanLines.tsx'
import { firstUpscaler, upscalersOf } from './upscalers.ts'
import { useUpscalePlan } from './use-upscale-plan.ts'

const SCALES = ['1.5', '2', '3', '4'] as const
type Scale = (typeof SCALES)[number]
const isScale = (value: unknown): value is Scale => SCALES.some((each) => each === value)
const isText = (value: unknown): value is string => typeof value === 'string'

/** Asks how pictures are to be made larger, shows who will do it, and starts the job. */
export function UpscaleDialog() {
  const open = useUpscaleDraft((draft) => draft.open)
  return open ? <OpenDialog /> : null
}

function OpenDialog() {
  const { pictures, adding } = useUpscaleDraft()
  const offered = upscalersOf(usePanel((state) => state.offers.upscalers))
  const [chosen, setChosen] = useState(() => recall('upscale.upscaler', '', isText))
  const [scale, setScale] = useState<Scale>(() => recall('upscale.scale', '2', isScale))
  const [busy, setBusy] = useState(false)
  const upscaler = firstUpscaler(offered, chosen)
  const request =
    pictures.length === 0 || upscaler === ''
      ? null
      : upscaleRequest(pictures, { upscaler, scale: Number(scale) })
  const { plan, problem } = useUpscalePlan(request)
  const run = async () => {
    if (request === null) return
    setBusy(true)
    remember('upscale.upscaler', upscaler)
    remember('upscale.scale', scale)
    try {
      const job = await call('submitJob', { request })
      usePanel.setState((state) => jobsChanged(state, [state.jobsById[job.id] ?? job]))
      endUpscale()
      goTo('generate')
    } catch (error) {
      setBusy(false)
      showProblem(say('upscale.failed'), problemFrom(error))
    }
  }
  const blocked = plan?.blocked != null || problem !== null
  return (
    <Dialog
      open
      onClose={endUpscale}
      title={say('upscale.title')}
      description={say('upscale.description')}
      footer={
        <>
          <Button onClick={endUpscale}>{say('upscale.cancel')}</Button>
          <Button
            look="primary"
            busy={busy}
            disabled={request === null || adding > 0 || blocked}
            onClick={() => void run()}
          >
            {pictures.length === 0 ? say('upscale.title') : say('upscale.run', { count: pictures.length })}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <UpscalePictures scale={Number(scale)} />
        <FilesButton
          size="small"
          className={styles.add}
          icon={<ImagePlus aria-hidden="true" />}
          accept={PICTURE_FILES}
          fileLabel={say('start.choose.field')}
          onFiles={(files) => void addToUpscale(files)}
        >
          {say(pictures.length === 0 ? 'start.choose' : 'start.add')}
        </FilesButton>
        <div className={styles.pair}>
          <Field
            label={say('upscale.upscaler')}
            className={styles.upscaler}
            hint={offered.length === 0 ? say('upscale.upscaler.none-known') : null}
          >
            {(control) => (
              <Select
                {...control}
                label={say('upscale.upscaler')}
                value={upscaler}
                options={optionsOf(offered, 'where-missing')}
                onChange={setChosen}
              />
            )}
          </Field>
          <Field label={say('upscale.scale')}>
            {() => (
              <Segmented
                label={say('upscale.scale')}
                value={scale}
                onChange={setScale}
                options={SCALES.map((value) => ({
                  value,
                  label: say('upscale.times', { scale: Number(value) }),
                }))}
              />
            )}
          </Field>
        </div>
        <UpscalePlanLines plan={request === null ? null : plan} problem={problem} />
      </div>
    </Dialog>
  )
}
