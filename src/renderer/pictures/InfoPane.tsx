import { Copy, Heart } from 'lucide-react'
import type { StoredImage } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { copyText } from '../state/copy-text.ts'
import { replaceForm, settingsOfImage } from '../state/edit-form.ts'
import { toggleFavourite, useFavourite } from '../state/favourites.ts'
import { goTo } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { tint } from '../ui/worker-colour.ts'
import { flagReason } from './flag-words.ts'
import styles from './InfoPane.module.css'
import { factName, type PictureFact, pictureFacts } from './picture-facts.ts'

/** How a picture was made, and what can be done with that. */
export function InfoPane({ image }: { image: StoredImage }) {
  const request = usePanel((state) => state.jobsById[image.jobId]?.request)
  const takeSettings = () => {
    goTo('generate')
    replaceForm(settingsOfImage(image, request), say('pictures.settings.used', { index: image.index }))
  }
  return (
    <aside className={styles.pane} aria-label={say('pictures.settings')}>
      <div className={styles.actions}>
        <Button look="primary" onClick={takeSettings}>
          {say('pictures.settings.use')}
        </Button>
        <Button
          onClick={() =>
            void attempt('revealImage', { imageId: image.id }, say('panel.failed.reveal-picture'))
          }
        >
          {say('pictures.reveal')}
        </Button>
        <IconButton
          label={say('pictures.copy-prompt')}
          icon={<Copy />}
          look="framed"
          onClick={() => void copyText(image.prompt, say('panel.copied-prompt'))}
        />
        <FavouriteButton image={image} />
      </div>
      {image.flags.map((flag) => (
        <ProblemNote key={flag} level="warning" problem={{ message: flagReason(flag), remedy: null }} />
      ))}
      <Prompts image={image} />
      <dl className={styles.facts}>
        {pictureFacts(image).map((fact) => (
          <div key={fact.about} className={styles.fact}>
            <dt>{factName(fact)}</dt>
            <dd translate="no">
              <FactValue image={image} fact={fact} />
            </dd>
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
      label={say(favourite ? 'pictures.remove-favourite' : 'pictures.add-favourite')}
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
      {prompt === '' ? (
        <p className={styles.none}>{say('pictures.no-prompt')}</p>
      ) : (
        <p translate="no">{prompt}</p>
      )}
      {negativePrompt !== '' && (
        <p className={styles.negative}>{say('pictures.negative-prompt', { prompt: negativePrompt })}</p>
      )}
    </div>
  )
}

function Infotext({ text }: { text: string }) {
  return (
    <details className={styles.infotext}>
      <summary>{say('pictures.infotext')}</summary>
      <pre translate="no">{text}</pre>
      <Button size="small" onClick={() => void copyText(text, say('panel.copied-infotext'))}>
        {say('pictures.copy-infotext')}
      </Button>
    </details>
  )
}

function FactValue({ image, fact }: { image: StoredImage; fact: PictureFact }) {
  switch (fact.about) {
    case 'machine':
      return <WorkerName image={image} />
    case 'seed':
      return <Seed seed={image.seed} />
    default:
      return fact.value
  }
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
        label={say('pictures.copy-seed')}
        icon={<Copy />}
        onClick={() => void copyText(String(seed), say('panel.copied-seed'))}
      />
    </span>
  )
}
