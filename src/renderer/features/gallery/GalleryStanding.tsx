import { Images, SearchX, Trash2 } from 'lucide-react'
import { say } from '../../../shared/words/say.ts'
import { goTo } from '../../state/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import styles from './GalleryStanding.module.css'
import type { Gallery } from './use-gallery.ts'

interface GalleryStandingProps {
  readonly gallery: Gallery
  readonly trash?: boolean
  /** asks for all pictures again; null: all are asked for */
  readonly onClear: (() => void) | null
}

/** What is there instead of pictures: a wait, a problem, or nothing yet. */
export function GalleryStanding({
  gallery: { images, loading, problem, again },
  trash = false,
  onClear,
}: GalleryStandingProps) {
  if (problem) {
    return (
      <div className={styles.note}>
        <ProblemNote problem={problem} action={{ label: say('pictures.try-again'), run: again }} />
      </div>
    )
  }
  if (images.length > 0) return null
  if (loading) {
    return (
      <div className={styles.wait} role="status">
        <p>{say('pictures.reading')}</p>
        <ProgressBar label={null} fraction={null} />
      </div>
    )
  }
  if (trash && !onClear)
    return (
      <EmptyState
        icon={<Trash2 />}
        title={say('pictures.trash.none')}
        text={say('pictures.trash.none.text')}
      />
    )
  return onClear ? (
    <EmptyState
      icon={<SearchX />}
      title={say('pictures.no-match')}
      text={say('pictures.no-match.text')}
      actions={<Button onClick={onClear}>{say('pictures.no-match.clear')}</Button>}
    />
  ) : (
    <EmptyState
      icon={<Images />}
      title={say('pictures.none')}
      text={say('pictures.none.text')}
      actions={
        <Button look="primary" onClick={() => goTo('generate')}>
          {say('pictures.none.generate')}
        </Button>
      }
    />
  )
}
