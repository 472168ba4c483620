import { Copy } from 'lucide-react'
import type { StoredImage } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { copyText } from '../state/copy-text.ts'
import { usePanel } from '../state/panel-store.ts'
import { ActionButton, IconAction } from '../ui/ActionButton.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { tint } from '../ui/worker-colour.ts'
import { Attachments } from './Attachments.tsx'
import {
  copyInfotext,
  copyPrompt,
  purge,
  restore,
  revealOne,
  takeSettings,
} from './actions/picture-actions.ts'
import type { PictureSubject } from './actions/picture-subject.ts'
import { FavouriteButton } from './FavouriteButton.tsx'
import { flagReason } from './flag-words.ts'
import styles from './InfoPane.module.css'
import { factName, type PictureFact, pictureFacts } from './picture-facts.ts'

interface InfoPaneProps {
  readonly image: StoredImage
  /** it lies in the trash */
  readonly trashed?: boolean
  /** a part of the window by itself, for F6 */
  readonly region?: string
  /** what marks it as a favourite stands elsewhere; @defaultValue false */
  readonly bare?: boolean
}

/** How a picture was made, and what can be done with that. */
export function InfoPane({ image, trashed = false, region, bare = false }: InfoPaneProps) {
  const subject: PictureSubject = { images: [image], trashed }
  return (
    <aside className={styles.pane} data-region={region} aria-label={say('pictures.settings')}>
      <div className={styles.actions}>
        <ActionButton action={takeSettings} subject={subject} look={trashed ? undefined : 'primary'} />
        <ActionButton action={restore} subject={subject} look="primary" />
        <IconAction action={revealOne} subject={subject} />
        <IconAction action={copyPrompt} subject={subject} />
        {!trashed && !bare && <FavouriteButton image={image} look="framed" />}
        <IconAction action={purge} subject={subject} />
      </div>
      {image.flags.map((flag) => (
        <ProblemNote key={flag} level="warning" problem={{ message: flagReason(flag), remedy: null }} />
      ))}
      <Prompts image={image} />
      <Attachments key={image.id} image={image} />
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
      {image.infotext !== null && <Infotext image={image} />}
    </aside>
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

function Infotext({ image }: { image: StoredImage }) {
  const subject: PictureSubject = { images: [image], trashed: false }
  return (
    <details className={styles.infotext}>
      <summary>{say('pictures.infotext')}</summary>
      <pre translate="no">{image.infotext}</pre>
      <ActionButton action={copyInfotext} subject={subject} size="small" />
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
