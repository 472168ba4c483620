import { Bookmark } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { keepForm } from '../../../state/presets.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { keepListFocus } from '../../../ui/keep-list-focus.ts'
import { Popover } from '../../../ui/Popover.tsx'
import edges from '../../../ui/ScrollEdges.module.css'
import { TextField } from '../../../ui/TextField.tsx'
import { useScrollEdges } from '../../../ui/use-scroll-edges.ts'
import styles from './PresetMenu.module.css'
import { PresetRow } from './PresetRow.tsx'

/** The forms that are kept under a name: searched, used, changed; and the form as it stands, to be kept. */
export function PresetMenu() {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={say('presets.title')}
      open={open}
      onOpenChange={setOpen}
      className={styles.popover}
      trigger={<IconButton label={say('presets.title')} icon={<Bookmark />} tooltip={!open} />}
    >
      <Presets onUsed={() => setOpen(false)} />
    </Popover>
  )
}

function Presets({ onUsed }: { readonly onUsed: () => void }) {
  const presets = usePanel((state) => state.settings.presets)
  const [typed, setTyped] = useState('')
  const around = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const words = typed.toLowerCase().split(/\s+/)
  const found = presets.filter(({ name, request }) => {
    const text = `${name} ${request.prompt}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  useScrollEdges(list, found.length > 0)
  useEffect(() => keepListFocus(around.current), [])
  /** The arrow keys lead from the search into the list and through it. */
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const stops = [...(around.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + (step ?? 0)]
    if (step === undefined || next === undefined) return
    event.preventDefault()
    next.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys pressed on what is in it arrive here
    <div ref={around} className={styles.presets} onKeyDown={press}>
      {presets.length > 0 && (
        <TextField
          type="search"
          data-stop
          aria-label={say('presets.search')}
          placeholder={say('presets.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {found.length === 0 ? (
        <p className={styles.none}>
          {presets.length === 0 ? say('presets.none') : say('presets.none-found', { typed })}
        </p>
      ) : (
        <ul ref={list} className={cx(styles.list, edges.edges)} aria-label={say('presets.list')}>
          {found.map((preset) => (
            <PresetRow key={preset.id} preset={preset} onUsed={onUsed} />
          ))}
        </ul>
      )}
      <KeepForm />
    </div>
  )
}

function KeepForm() {
  const [name, setName] = useState('')
  return (
    <form
      className={styles.keep}
      onSubmit={(event) => {
        event.preventDefault()
        void keepForm(name).then((kept) => kept && setName(''))
      }}
    >
      <TextField
        data-add
        aria-label={say('presets.name')}
        placeholder={say('presets.save-placeholder')}
        maxLength={LIMITS.nameCharacters}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {say('presets.save')}
      </Button>
    </form>
  )
}
