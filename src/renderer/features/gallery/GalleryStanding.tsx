import { Images, SearchX } from 'lucide-react'
import { goTo } from '../../state/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import styles from './GalleryStanding.module.css'
import type { Gallery } from './use-gallery.ts'

interface GalleryStandingProps {
  readonly gallery: Gallery
  /** asks for all pictures again; null: all are asked for */
  readonly onClear: (() => void) | null
}

/** What is there instead of pictures: a wait, a problem, or nothing yet. */
export function GalleryStanding({
  gallery: { images, loading, problem, again },
  onClear,
}: GalleryStandingProps) {
  if (problem) {
    return (
      <div className={styles.note}>
        <ProblemNote problem={problem} action={{ label: 'Try again', run: again }} />
      </div>
    )
  }
  if (images.length > 0) return null
  if (loading) {
    return (
      <div className={styles.wait} role="status">
        <p>Reading the gallery</p>
        <ProgressBar label={null} fraction={null} />
      </div>
    )
  }
  return onClear ? (
    <EmptyState
      icon={<SearchX />}
      title="No picture like that"
      text="Fewer or other words, or another filter, may find more."
      actions={<Button onClick={onClear}>Show all pictures</Button>}
    />
  ) : (
    <EmptyState
      icon={<Images />}
      title="No pictures yet"
      text="Every picture that is made is stored and stays here, with the settings that made it."
      actions={
        <Button look="primary" onClick={() => goTo('generate')}>
          Generate some
        </Button>
      }
    />
  )
}
