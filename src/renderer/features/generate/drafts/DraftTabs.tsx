import { Plus, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import type { Draft } from '../../../../shared/presets.ts'
import { say } from '../../../../shared/words/say.ts'
import {
  closeDraft,
  draftName,
  duplicateDraft,
  openDraft,
  renameDraft,
  showDraft,
} from '../../../state/drafts.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { keepListFocus } from '../../../ui/keep-list-focus.ts'
import { ContextualMenu } from '../../../ui/Menu.tsx'
import { SHORTCUTS, spokenKeys } from '../../../ui/shortcuts.ts'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './DraftTabs.module.css'

/** The forms that are open, where there are several. */
export function DraftTabs() {
  const several = usePanel((state) => state.drafts.length > 0)
  return several && <Tabs />
}

function Tabs() {
  const drafts = usePanel((state) => state.drafts)
  const shown = usePanel((state) => state.draftAt)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => keepListFocus(list.current), [])
  const focusTab = (at: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('[data-tab]')[at]?.focus())
  const press = (event: KeyboardEvent, at: number) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: drafts.length - 1 }[event.key]
    if (to !== undefined && drafts[to] !== undefined) {
      showDraft(to)
      focusTab(to)
    } else if (event.key === 'Delete' && drafts.length > 1) {
      closeDraft(at)
      focusTab(Math.min(at, drafts.length - 2))
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.bar}>
      <ul ref={list} className={styles.tabs} aria-label={say('drafts.list')}>
        {drafts.map((draft, at) => (
          <DraftTab
            // biome-ignore lint/suspicious/noArrayIndexKey: a draft has no other name
            key={at}
            draft={draft}
            at={at}
            isShown={at === shown}
            isOnly={drafts.length === 1}
            onKey={press}
          />
        ))}
      </ul>
      <IconButton
        label={say('drafts.new')}
        icon={<Plus />}
        disabled={drafts.length >= LIMITS.drafts}
        aria-keyshortcuts={spokenKeys(SHORTCUTS.newDraft)}
        onClick={() => openDraft()}
      />
    </div>
  )
}

interface DraftTabProps {
  readonly draft: Draft
  readonly at: number
  readonly isShown: boolean
  readonly isOnly: boolean
  readonly onKey: (event: KeyboardEvent, at: number) => void
}

function DraftTab({ draft, at, isShown, isOnly, onKey }: DraftTabProps) {
  const form = usePanel((state) => (isShown ? state.form : draft.form))
  const [naming, setNaming] = useState(false)
  const name = draftName({ ...draft, form }, at)
  if (naming)
    return (
      <li className={styles.tab} data-item>
        <TextField
          autoFocus
          aria-label={say('drafts.new-name', { name })}
          defaultValue={draft.name ?? ''}
          maxLength={LIMITS.nameCharacters}
          placeholder={name}
          onBlur={(event) => {
            setNaming(false)
            renameDraft(at, event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.value = draft.name ?? ''
            if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      </li>
    )
  return (
    <ContextualMenu
      entries={[
        { label: say('drafts.rename'), keys: 'F2', run: () => requestAnimationFrame(() => setNaming(true)) },
        { label: say('drafts.duplicate'), run: () => duplicateDraft(at) },
        { kind: 'line' },
        {
          label: say('drafts.close-this'),
          keys: SHORTCUTS.remove.keys,
          disabled: isOnly,
          run: () => closeDraft(at),
        },
      ]}
    >
      <li className={styles.tab} data-item data-shown={isShown || undefined}>
        <button
          type="button"
          data-tab
          className={styles.name}
          aria-current={isShown || undefined}
          title={name}
          translate="no"
          onClick={() => showDraft(at)}
          onAuxClick={(event) => event.button === 1 && closeDraft(at)}
          onDoubleClick={() => setNaming(true)}
          onKeyDown={(event) => (event.key === 'F2' ? setNaming(true) : onKey(event, at))}
        >
          {name}
        </button>
        {!isOnly && (
          <IconButton
            className={styles.close}
            label={say('drafts.close', { name })}
            icon={<X />}
            tooltip={false}
            onClick={() => closeDraft(at)}
          />
        )}
      </li>
    </ContextualMenu>
  )
}
