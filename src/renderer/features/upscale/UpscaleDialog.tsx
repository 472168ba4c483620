import { ImagePlus } from 'lucide-react'
import { useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { PICTURE_FILES } from '../../inputs/picture-files.ts'
import { addToUpscale, endUpscale, upscaleRequest, useUpscaleDraft } from '../../inputs/upscale.ts'
import { call } from '../../state/call.ts'
import { jobsChanged } from '../../state/jobs.ts'
import { goTo } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { problemFrom } from '../../state/problem-error.ts'
import { showProblem } from '../../state/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FilesButton } from '../../ui/FilesButton.tsx'
import { firstChoices, rememberUpscale, upscaleOf } from './choices.ts'
import styles from './UpscaleDialog.module.css'
import { UpscaleHow } from './UpscaleHow.tsx'
import { UpscalePictures } from './UpscalePictures.tsx'
import { UpscalePlanLines } from './UpscalePlanLines.tsx'
import { firstUpscaler, upscalersOf } from './upscalers.ts'
import { useUpscalePlan } from './use-upscale-plan.ts'

/** Asks how pictures are to be made larger, shows who will do it, and starts the job. */
export function UpscaleDialog() {
  const open = useUpscaleDraft((draft) => draft.open)
  return open ? <OpenDialog /> : null
}

function OpenDialog() {
  const { pictures, adding, how: asked } = useUpscaleDraft()
  const offered = upscalersOf(usePanel((state) => state.offers.upscalers))
  const [choices, setChoices] = useState(() => firstChoices(asked))
  const [busy, setBusy] = useState(false)
  const chosen = { ...choices, upscaler: firstUpscaler(offered, choices.upscaler) }
  const how = upscaleOf(chosen)
  const request = pictures.length === 0 || how === null ? null : upscaleRequest(pictures, how)
  const { plan, problem } = useUpscalePlan(request)
  const run = async () => {
    if (request === null) return
    setBusy(true)
    if (how) rememberUpscale(how)
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
  const some = pictures.length > 0 || adding > 0
  return (
    <Dialog
      open
      onClose={endUpscale}
      title={say('upscale.title')}
      description={say('upscale.description')}
      look="top"
      outcome={
        some && (
          <UpscalePlanLines
            plan={request === null ? null : plan}
            problem={problem}
            hint={how === null && choices.size === 'same' ? say('upscale.nothing') : null}
          />
        )
      }
      footer={
        <>
          <Button onClick={endUpscale}>{say('upscale.cancel')}</Button>
          <Button
            look="primary"
            data-autofocus
            busy={busy}
            disabled={request === null || adding > 0 || blocked}
            onClick={() => void run()}
          >
            {pictures.length === 0
              ? say('upscale.title')
              : say(choices.size === 'same' ? 'upscale.run-faces' : 'upscale.run', {
                  count: pictures.length,
                })}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <div className={some ? styles.some : styles.nothing}>
          <UpscalePictures how={how} />
          <div className={styles.add}>
            <FilesButton
              size="small"
              icon={<ImagePlus aria-hidden="true" />}
              accept={PICTURE_FILES}
              fileLabel={say('start.choose.field')}
              onFiles={(files) => void addToUpscale(files)}
              data-autofocus={pictures.length === 0 || undefined}
            >
              {say(some ? 'start.add' : 'start.choose')}
            </FilesButton>
            {adding > 0 && (
              <p role="status" className={styles.size}>
                {say('start.adding', { count: adding })}
              </p>
            )}
          </div>
        </div>
        <UpscaleHow
          choices={chosen}
          onChange={(patch) => setChoices((before) => ({ ...before, ...patch }))}
        />
      </div>
    </Dialog>
  )
}
