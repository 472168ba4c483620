import { Bookmark } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { keepForm } from '../../../state/presets.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { keepListFocus } from '../../../ui/keep-list-focus.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { PresetList } from './PresetList.tsx'
import styles from './PresetMenu.module.css'

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
  const search = useRef<HTMLInputElement>(null)
  const words = typed.toLowerCase().split(/\s+/)
  const found = presets.filter(({ name, request }) => {
    const text = `${name} ${request.prompt}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  useEffect(() => keepListFocus(around.current), [])
  return (
    <div ref={around} className={styles.presets}>
      {presets.length > 0 && (
        <TextField
          ref={search}
          type="search"
          aria-label={say('presets.search')}
          placeholder={say('presets.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            around.current?.querySelector<HTMLElement>('[data-cell="0 0"]')?.focus()
          }}
        />
      )}
      {found.length === 0 ? (
        <p className={styles.none}>
          {presets.length === 0 ? say('presets.none') : say('presets.none-found', { typed })}
        </p>
      ) : (
        <PresetList presets={found} onUsed={onUsed} onLeave={() => search.current?.focus()} />
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
