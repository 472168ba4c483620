import { Copy, Heart } from 'lucide-react'
import type { ReactNode } from 'react'
import { readInfotext } from '../../shared/infotext.ts'
import type { StoredImage } from '../../shared/job.ts'
import { shortSeconds } from '../../shared/words/format-duration.ts'
import { bytes } from '../../shared/words/format-number.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { replaceForm, settingsOfImage } from '../state/edit-form.ts'
import { toggleFavourite, useFavourite } from '../state/favourites.ts'
import { goTo } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { tint } from '../ui/worker-colour.ts'
import { FLAG_WORDS } from './flag-words.ts'
import styles from './InfoPane.module.css'

/** How a picture was made, and what can be done with that. */
export function InfoPane({ image }: { image: StoredImage }) {
  const request = usePanel((state) => state.jobsById[image.jobId]?.request)
  const takeSettings = () => {
    goTo('generate')
    replaceForm(settingsOfImage(image, request), `The form has the settings of image ${image.index}`)
  }
  return (
    <aside className={styles.pane} aria-label="Settings of the picture">
      <div className={styles.actions}>
        <Button look="primary" onClick={takeSettings}>
          Use settings
        </Button>
        <Button
          onClick={() =>
            void attempt('revealImage', { imageId: image.id }, say('panel.failed.reveal-picture'))
          }
        >
          Reveal
        </Button>
        <IconButton
          label="Copy prompt"
          icon={<Copy />}
          look="framed"
          onClick={() => void copyText(image.prompt, say('panel.copied-prompt'))}
        />
        <FavouriteButton image={image} />
      </div>
      {image.flags.map((flag) => (
        <ProblemNote key={flag} level="warning" problem={{ message: FLAG_WORDS[flag].full, remedy: null }} />
      ))}
      <Prompts image={image} />
      <dl className={styles.facts}>
        {factsOf(image).map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {image.infotext !== null && <Infotext text={image.infotext} />}
    </aside>
  )
}

function FavouriteButton({ image }: { image: StoredImage }) {
  const favourite = useFavourite(image)
  return (
    <IconButton
      label={favourite ? 'No favourite any more' : 'Mark as a favourite'}
      icon={<Heart fill={favourite ? 'currentColor' : 'none'} />}
      look="framed"
      pressed={favourite}
      onClick={() => void toggleFavourite(image)}
    />
  )
}

function Prompts({ image: { prompt, negativePrompt } }: { image: StoredImage }) {
  return (
    <div className={styles.prompts}>
      <p>{prompt === '' ? <span className={styles.none}>no prompt</span> : prompt}</p>
      {negativePrompt !== '' && <p className={styles.negative}>Negative: {negativePrompt}</p>}
    </div>
  )
}

function Infotext({ text }: { text: string }) {
  return (
    <details className={styles.infotext}>
      <summary>Infotext</summary>
      <pre>{text}</pre>
      <Button size="small" onClick={() => void copyText(text, say('panel.copied-infotext'))}>
        Copy infotext
      </Button>
    </details>
  )
}

function WorkerName({ image }: { image: StoredImage }) {
  const colour = usePanel((state) =>
    image.workerId ? state.workersById[image.workerId]?.config.colour : undefined,
  )
  return (
    <span className={styles.worker} style={tint(colour)}>
      <StatusDot tone="worker" /> {image.workerName}
    </span>
  )
}

function Seed({ seed }: { seed: number }) {
  return (
    <span className={styles.seed}>
      {seed}
      <IconButton
        label="Copy seed"
        icon={<Copy />}
        onClick={() => void copyText(String(seed), say('panel.copied-seed'))}
      />
    </span>
  )
}

function factsOf(image: StoredImage): { name: string; value: ReactNode }[] {
  const said = readInfotext(image.infotext ?? '').parameters
  const fileName = image.file.split('/').at(-1) ?? image.file
  const steps = [image.steps, said.get('CFG scale')].filter((part) => part !== null && part !== undefined)
  const facts: { name: string; value: ReactNode }[] = [
    { name: 'Worker', value: <WorkerName image={image} /> },
    { name: 'Checkpoint', value: image.checkpoint ?? said.get('Model') },
    { name: 'Sampler', value: image.sampler },
    { name: said.has('CFG scale') ? 'Steps · CFG' : 'Steps', value: steps.join(' · ') },
    { name: 'Size', value: `${image.width} × ${image.height}` },
    { name: 'Seed', value: <Seed seed={image.seed} /> },
    { name: 'Variation', value: said.get('Variation seed') },
    { name: 'Made in', value: image.seconds === null ? null : shortSeconds(image.seconds) },
    { name: 'File', value: `${fileName} · ${bytes(image.bytes)}` },
  ]
  return facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
}
