import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { Offer } from '../../../../../shared/fleet-offers.ts'
import type { NetworkKind } from '../../../../../shared/network-details.ts'
import { say } from '../../../../../shared/words/say.ts'
import { cx } from '../../../../ui/class-names.ts'
import edges from '../../../../ui/ScrollEdges.module.css'
import { useScrollEdges } from '../../../../ui/use-scroll-edges.ts'
import styles from './NetworkBrowser.module.css'
import { NetworkImage } from './NetworkImage.tsx'

const ROW_PX = 44
/** rows that Page Up and Page Down go over */
const PAGE = 6

interface NetworkListProps {
  readonly kind: NetworkKind
  readonly found: readonly Offer[]
  /** why there is nothing */
  readonly none: string
  readonly typed: string
  readonly onType: (typed: string) => void
  /** the row that is chosen */
  readonly at: number
  readonly onChoose: (at: number) => void
  readonly onTake: () => void
}

/** A search field whose arrow keys, Home and End go through a list of any length, of which only the rows in sight are drawn. */
export function NetworkList({ kind, found, none, typed, onType, at, onChoose, onTake }: NetworkListProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useScrollEdges(scroller)
  // Before the dialog looks for what takes the focus.
  useEffect(() => field.current?.focus(), [])
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins where its row is, too
  useEffect(() => rows.scrollToIndex(at), [at, found, rows])
  const press = (event: KeyboardEvent) => {
    const last = found.length - 1
    const to: Partial<Record<string, number>> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(last, at + PAGE),
      PageUp: Math.max(0, at - PAGE),
      Home: 0,
      End: last,
    }
    // With Shift they select what is typed.
    const next = event.shiftKey ? undefined : to[event.key]
    if (next !== undefined && last >= 0) {
      event.preventDefault()
      onChoose(next)
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      onTake()
    }
  }
  const rowId = (row: number) => `${id}-${row}`
  return (
    <>
      <input
        ref={field}
        type="text"
        role="combobox"
        className={styles.search}
        aria-label={say('prompt.networks.search')}
        placeholder={say('prompt.networks.search')}
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? rowId(at) : undefined}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={press}
      />
      {found.length === 0 && <p className={styles.none}>{none}</p>}
      <div
        ref={scroller}
        id={id}
        role="listbox"
        aria-label={say('prompt.networks')}
        className={cx(styles.scroller, edges.edges)}
        hidden={found.length === 0}
      >
        <div role="presentation" className={styles.rows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const offer = found[index]
            if (offer === undefined) return null
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the search field
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field, which names the row
              <div
                key={offer.name}
                id={rowId(index)}
                role="option"
                aria-selected={index === at}
                aria-setsize={found.length}
                aria-posinset={index + 1}
                className={styles.row}
                style={{ top: start, height: ROW_PX }}
                // The keys stay with the search field.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(index)}
                onDoubleClick={onTake}
              >
                <NetworkImage kind={kind} name={offer.name} className={styles.thumb} />
                <span className={styles.name} translate="no" title={offer.name}>
                  {offer.name}
                </span>
                <span className={styles.aside}>
                  {say('generate.offer.on', { on: offer.on, of: offer.of })}
                </span>
              </div>
            )
          })}
        </div>
      </div>
    </>
  )
}
