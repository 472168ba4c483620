import {
  ChevronLeft,
  ChevronRight,
  Expand,
  Info,
  Shrink,
  SquareSplitHorizontal,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useState } from 'react'
import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { percent } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import { copyOne, remove, runByKey, save } from '../../pictures/actions/picture-actions.ts'
import type { PictureSubject } from '../../pictures/actions/picture-subject.ts'
import { FavouriteButton } from '../../pictures/FavouriteButton.tsx'
import { InfoPane } from '../../pictures/InfoPane.tsx'
import { PictureMenu } from '../../pictures/PictureMenu.tsx'
import { openViewer } from '../../state/navigation.ts'
import type { ViewerTable } from '../../state/ui.ts'
import { IconAction } from '../../ui/ActionButton.tsx'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { recall, remember } from '../../ui/local-memory.ts'
import { Picture } from '../../ui/Picture.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Before, Divider } from './BeforeAfter.tsx'
import { TableMap } from './TableMap.tsx'
import type { useFullScreen } from './use-full-screen.ts'
import { useMadeFrom } from './use-made-from.ts'
import { useZoom } from './use-zoom.ts'
import styles from './Viewer.module.css'
import { cellLabels, type ViewerAction, viewerAction } from './viewer-keys.ts'

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

interface OpenPictureProps {
  readonly image: StoredImage
  /** what the arrow keys step through */
  readonly among: readonly ImageId[]
  readonly table: ViewerTable | undefined
  readonly fullScreen: ReturnType<typeof useFullScreen>
}

/** One picture with what belongs to it: zoom, the way to its neighbours, its settings, what can be done with it. */
export function OpenPicture({ image, among, table, fullScreen }: OpenPictureProps) {
  const subject: PictureSubject = { images: [image], trashed: false }
  const zoom = useZoom(image)
  const [info, setInfo] = useState(() => recall('viewer.info', true, isBoolean))
  const from = useMadeFrom(image)
  const [share, setShare] = useState<number | null>(null)
  const [held, setHeld] = useState(false)
  const place = among.indexOf(image.id)
  const labels = cellLabels(table, image.id)
  const show = (id: ImageId | undefined) => {
    if (id === undefined) return
    zoom.reset()
    openViewer(id, among, table)
  }
  const toggleInfo = () => {
    setInfo(!info)
    remember('viewer.info', !info)
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    // React lets the keys of an open menu bubble up to here, though it stands elsewhere in the document.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
    // It has the arrow keys.
    if (event.target instanceof Element && event.target.matches('[role="slider"]')) return
    if (event.key === 'b' && !(event.ctrlKey || event.metaKey || event.altKey)) return setHeld(true)
    const plain = !(event.ctrlKey || event.metaKey || event.altKey)
    const action = plain ? viewerAction(event.key, image.id, among, table) : null
    if (action !== null) act(action)
    else if (!runByKey(event, subject)) return
    event.preventDefault()
  }
  const act = (action: ViewerAction) => {
    switch (action.does) {
      case 'zoom-in':
        return zoom.zoomIn()
      case 'zoom-out':
        return zoom.zoomOut()
      case 'fit':
        return zoom.choose('fit')
      case 'actual-size':
        return zoom.choose('actual')
      case 'settings':
        return toggleInfo()
      case 'full-screen':
        return fullScreen.toggle()
      case 'show':
        return show(action.id)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the whole dialog; every one has a button too
    <div
      className={styles.layout}
      tabIndex={-1}
      data-keys
      data-region="viewer"
      onKeyDown={press}
      onKeyUp={({ key }) => key === 'b' && setHeld(false)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles.bar}>
        <Dialog.Title className={styles.title}>
          {say('pictures.viewer.title', { place: place + 1, all: among.length })}
          <span className={styles.place}>{say('pictures.viewer.job', { job: image.jobNumber })}</span>
          {labels !== null && (
            <span className={styles.place} title={labels.join(' · ')}>
              {labels.join(' · ')}
            </span>
          )}
        </Dialog.Title>
        <div className={styles.tools}>
          <FavouriteButton image={image} look="quiet" />
          <IconAction action={copyOne} subject={subject} look="quiet" />
          <IconAction action={save} subject={subject} look="quiet" />
          <IconAction action={remove} subject={subject} look="quiet" />
          <span className={styles.gap} />
          <IconButton label={say('pictures.viewer.zoom-out')} icon={<ZoomOut />} onClick={zoom.zoomOut} />
          <output className={styles.scale}>{percent(zoom.magnification)}</output>
          <IconButton label={say('pictures.viewer.zoom-in')} icon={<ZoomIn />} onClick={zoom.zoomIn} />
          <Segmented
            label={say('pictures.viewer.size')}
            value={zoom.fitting}
            onChange={zoom.choose}
            className={styles.fitting}
            options={[
              { value: 'fit', label: say('pictures.viewer.fit'), hint: say('pictures.viewer.fit.hint') },
              {
                value: 'actual',
                label: say('pictures.viewer.actual'),
                hint: say('pictures.viewer.actual.hint'),
              },
            ]}
          />
          {from && (
            <IconButton
              label={say('pictures.viewer.compare')}
              keys="B"
              icon={<SquareSplitHorizontal />}
              onClick={() => setShare(share === null ? 0.5 : null)}
              pressed={share !== null}
            />
          )}
          <IconButton
            label={say(fullScreen.full ? 'pictures.viewer.leave-full-screen' : 'pictures.viewer.full-screen')}
            icon={fullScreen.full ? <Shrink /> : <Expand />}
            onClick={fullScreen.toggle}
            pressed={fullScreen.full}
          />
          <IconButton
            label={say('pictures.viewer.settings')}
            icon={<Info />}
            onClick={toggleInfo}
            pressed={info}
          />
          <Dialog.Close asChild>
            <IconButton label={say('pictures.close')} icon={<X />} tooltip={false} />
          </Dialog.Close>
        </div>
      </div>
      <PictureMenu subjectOf={() => subject}>
        <div
          ref={zoom.pane}
          data-image={image.id}
          className={cx(styles.pane, zoom.movable && styles.pannable)}
          {...zoom.handlers}
        >
          <div
            className={styles.picture}
            style={{
              width: image.width,
              height: image.height,
              transform: `translate(${zoom.corner.left}px, ${zoom.corner.top}px) scale(${zoom.scale})`,
            }}
          >
            <Picture of={{ kind: 'thumb', id: image.id }} alt="" className={styles.fill} />
            <Picture
              key={image.id}
              of={{ kind: 'image', id: image.id }}
              alt={image.prompt}
              draggable={!zoom.movable}
              className={styles.fill}
              fade
            />
            {from && (held || share !== null) && <Before from={from} share={held ? 1 : (share ?? 1)} />}
          </div>
          {from && share !== null && (
            <Divider
              box={{
                ...zoom.corner,
                width: image.width * zoom.scale,
                height: image.height * zoom.scale,
              }}
              share={share}
              onShare={setShare}
            />
          )}
        </div>
      </PictureMenu>
      {/* At the ends they stay where they are: with them would go the focus, and the keys. */}
      <button
        type="button"
        className={cx(styles.step, styles.before)}
        aria-label={say('pictures.viewer.previous')}
        aria-disabled={place <= 0 || undefined}
        onClick={() => show(among[place - 1])}
      >
        <ChevronLeft />
      </button>
      <button
        type="button"
        className={cx(styles.step, styles.after)}
        data-info={info || undefined}
        aria-label={say('pictures.viewer.next')}
        aria-disabled={place < 0 || place === among.length - 1 || undefined}
        onClick={() => place >= 0 && show(among[place + 1])}
      >
        <ChevronRight />
      </button>
      {table !== undefined && <TableMap table={table} current={image.id} />}
      {info && <InfoPane image={image} region="details" bare />}
    </div>
  )
}
