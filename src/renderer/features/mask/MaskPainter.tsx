import { Dialog } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import type { ImageToImage } from '../../../shared/generation.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { maskOf } from '../../../shared/own-masks.ts'
import type { Problem } from '../../../shared/problem.ts'
import { say } from '../../../shared/words/say.ts'
import { endMaskPainting, useMaskPainting } from '../../inputs/mask/paint-mask.ts'
import { emptyPlane, invert, type Plane } from '../../inputs/mask/plane.ts'
import { readMask } from '../../inputs/mask/read-mask.ts'
import { usePanel } from '../../state/panel-store.ts'
import { problemFrom } from '../../state/problem-error.ts'
import { Button } from '../../ui/Button.tsx'
import { ask } from '../../ui/confirm.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './MaskPainter.module.css'
import { PaintScreen } from './PaintScreen.tsx'

/** The painter of masks over the whole window, while a picture is painted on. */
export function MaskPainter() {
  const picture = useMaskPainting((state) => state.picture)
  const own = useMaskPainting((state) => state.own)
  return picture && <OpenPainter key={picture.id} picture={picture} own={own} />
}

function OpenPainter({ picture, own }: { picture: InputPicture; own: boolean }) {
  const [opened, setOpened] = useState<Opened>({ is: 'loading' })
  const [changed, setChanged] = useState(false)
  const abandon = useRef(() => false)
  useEffect(() => {
    let here = true
    void open(picture, usePanel.getState().form.imageToImage, own).then((next) => here && setOpened(next))
    return () => {
      here = false
    }
  }, [picture, own])
  const close = () => {
    if (!changed) endMaskPainting()
    else
      ask({
        title: say('mask.discard'),
        text: say('mask.discard.text'),
        label: say('mask.discard.yes'),
        keep: say('mask.discard.no'),
        run: endMaskPainting,
      })
  }
  return (
    <Dialog.Root open onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Content
          className={styles.painter}
          onOpenAutoFocus={(event) => {
            // What is painted on takes it as soon as it is there.
            event.preventDefault()
            ;(event.target as HTMLElement).focus()
          }}
          onCloseAutoFocus={(event) => {
            // The button that opened it may have become another one.
            const opens = own
              ? `[data-opens="own-mask"][data-picture="${picture.id}"]`
              : '[data-opens="mask"]'
            const opener = document.querySelector<HTMLElement>(opens)
            if (opener === null) return
            event.preventDefault()
            opener.focus()
          }}
          // The first Escape leaves an outline that is being drawn.
          onEscapeKeyDown={(event) => abandon.current() && event.preventDefault()}
          // A question and a menu stand outside.
          onInteractOutside={(event) => event.preventDefault()}
        >
          <Dialog.Title className={styles.unseen}>{say('mask.of', { name: picture.name })}</Dialog.Title>
          <Dialog.Description className={styles.unseen}>{say('mask.description')}</Dialog.Description>
          {opened.is === 'ready' ? (
            <PaintScreen
              picture={picture}
              own={own}
              plane={opened.plane}
              abandon={abandon}
              onChanged={setChanged}
              onClose={close}
            />
          ) : (
            <NotOpen opened={opened} picture={picture} onPlane={setOpened} onClose={close} />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type Opened =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly problem: Problem }
  | { readonly is: 'ready'; readonly plane: Plane }

/** The mask that the form has, or has for this picture, as it looks on the picture: what is painted anew is white in it. */
async function open(picture: InputPicture, how: ImageToImage | null, own: boolean): Promise<Opened> {
  const mask = how && (own ? maskOf(how, picture.id) : how.mask)
  if (how === null || mask === null) return { is: 'ready', plane: emptyPlane(picture.width, picture.height) }
  try {
    const plane = await readMask(mask.id, picture)
    if (how.invertMask) invert(plane)
    return { is: 'ready', plane }
  } catch (error) {
    return { is: 'failed', problem: problemFrom(error) }
  }
}

interface NotOpenProps {
  readonly opened: Exclude<Opened, { is: 'ready' }>
  readonly picture: InputPicture
  readonly onPlane: (opened: Opened) => void
  readonly onClose: () => void
}

function NotOpen({ opened, picture: { width, height }, onPlane, onClose }: NotOpenProps) {
  return (
    <div className={styles.waiting}>
      {opened.is === 'loading' ? (
        <p role="status">{say('mask.loading')}</p>
      ) : (
        <ProblemNote
          problem={opened.problem}
          action={{
            label: say('mask.failed.start-empty'),
            run: () => onPlane({ is: 'ready', plane: emptyPlane(width, height) }),
          }}
        />
      )}
      <Button onClick={onClose}>{say('mask.cancel')}</Button>
    </div>
  )
}
