import { type CSSProperties, useMemo, useState } from 'react'
import type { NetworkDetails, NetworkKind } from '../../../../../shared/network-details.ts'
import { say } from '../../../../../shared/words/say.ts'
import { usePanel } from '../../../../state/panel-store.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { Segmented } from '../../../../ui/Segmented.tsx'
import { searchable } from '../completion/completion-lists.ts'
import { networkTold } from '../told-networks.ts'
import { useLater } from '../use-later.ts'
import styles from './NetworkBrowser.module.css'
import { NetworkChoice } from './NetworkChoice.tsx'
import { NetworkList } from './NetworkList.tsx'

interface NetworkBrowserProps {
  readonly onClose: () => void
  /** what is to be written, with its weight and the words behind it */
  readonly insert: (what: Inserted) => void
  readonly onCloseAutoFocus: (event: Event) => void
}

export interface Inserted {
  readonly kind: NetworkKind
  readonly name: string
  readonly weight: number
  readonly words: readonly string[]
  /** for the other prompt; null: nothing */
  readonly negative: string | null
}

/** ms on a row until machines are asked about it */
const ASK_AFTER_MS = 200

/** What machines tell of the row that is chosen; null: not yet. */
function useNetworkTold(kind: NetworkKind, name: string | null): NetworkDetails | null {
  const told = useLater(
    name === null ? null : `${kind} ${name}`,
    async () => ({ name, details: await networkTold(kind, name ?? '') }),
    ASK_AFTER_MS,
  )
  return told !== null && told.name === name ? told.details : null
}

/** The LoRAs and embeddings of all machines, searched by typing: what one wants in the prompt, where it is, and how much of it. */
export function NetworkBrowser({ onClose, insert, onCloseAutoFocus }: NetworkBrowserProps) {
  const [kind, setKind] = useState<NetworkKind>('loras')
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  // null: as its owner uses it, as far as that is told.
  const [weighed, setWeighed] = useState<number | null>(null)
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const [negated, setNegated] = useState<boolean | null>(null)
  const offers = usePanel((state) => state.offers[kind])
  // As high for both kinds, and while it is searched.
  const most = usePanel(({ offers: { loras, embeddings } }) => Math.max(loras.length, embeddings.length))
  const found = useMemo(() => {
    const { items, index } = searchable(offers, ({ name }) => name)
    return index.search(typed.trim(), items.length).flatMap((hit) => items[hit.at] ?? [])
  }, [offers, typed])
  const chosen = found[Math.min(at, found.length - 1)]
  const choose = (next: number) => {
    setAt(next)
    setWeighed(null)
    setPicked(null)
    setNegated(null)
  }
  const details = useNetworkTold(kind, chosen?.name ?? null)
  const own = details?.own ?? null
  const weight = weighed ?? own?.weight ?? 1
  const words = picked ?? (own?.activation ? [own.activation] : [])
  const withNegative = negated ?? true
  const take = () => {
    if (chosen === undefined) return
    insert({
      kind,
      name: chosen.name,
      weight,
      words,
      negative: withNegative ? (own?.negative ?? null) : null,
    })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('prompt.networks')}
      width="clamp(720px, 46vw, 1120px)"
      onCloseAutoFocus={onCloseAutoFocus}
      footer={
        <>
          <Button onClick={onClose}>{say('panel.cancel')}</Button>
          <Button look="primary" disabled={chosen === undefined} onClick={take}>
            {say('prompt.networks.insert')}
          </Button>
        </>
      }
    >
      <div className={styles.browser} style={{ '--rows': most } as CSSProperties}>
        <div className={styles.left}>
          <Segmented
            label={say('prompt.networks.kind')}
            value={kind}
            options={[
              { value: 'loras', label: say('prompt.networks.loras') },
              { value: 'embeddings', label: say('prompt.networks.embeddings') },
            ]}
            onChange={(next) => {
              setKind(next)
              choose(0)
            }}
          />
          <NetworkList
            kind={kind}
            found={found}
            none={
              offers.length === 0 ? say(`prompt.networks.none-${kind}`) : say('panel.select.none', { typed })
            }
            typed={typed}
            onType={(next) => {
              setTyped(next)
              choose(0)
            }}
            at={Math.max(0, Math.min(at, found.length - 1))}
            onChoose={choose}
            onTake={take}
          />
        </div>
        <div className={styles.right}>
          {chosen !== undefined && (
            <NetworkChoice
              kind={kind}
              offer={chosen}
              weight={weight}
              details={details}
              onWeigh={setWeighed}
              words={words}
              onWords={setPicked}
              withNegative={withNegative}
              onNegative={setNegated}
            />
          )}
        </div>
      </div>
    </Dialog>
  )
}
