import { Command as Cmdk } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { setOverlay } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { cx } from '../../ui/class-names.ts'
import floating from '../../ui/floating.module.css'
import { isFocusNowhere } from '../../ui/focus-when-drawn.ts'
import { Picture } from '../../ui/Picture.tsx'
import { useOpener } from '../../ui/use-opener.ts'
import styles from './CommandPalette.module.css'
import type { Entry } from './entry.ts'
import { entryLists } from './entry-lists.ts'
import { entryUsed, recentEntries } from './recent-entries.ts'
import { useFound } from './use-found.ts'

/** Everything that can be done or found, by typing a few letters of it (Ctrl+K). */
export function CommandPalette() {
  const open = usePanel((state) => state.overlay === 'palette')
  const opener = useOpener(open)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => setOverlay(next ? 'palette' : null)}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content
          className={cx(floating.surface, styles.palette)}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // What was chosen may have moved the focus already: to the prompt, to a setting, into a sheet.
            if (isFocusNowhere()) opener.current?.focus()
          }}
        >
          <Dialog.Title className={styles.title}>{say('panel.palette')}</Dialog.Title>
          <Entries />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Entries() {
  const [typed, setTyped] = useState('')
  // What is offered does not change under the keys while the palette is open.
  const [state] = useState(usePanel.getState)
  const [recent] = useState(recentEntries)
  const found = useFound(typed)
  const lists = [...entryLists(typed, state, recent), ...found.lists].filter(
    ({ entries }) => entries.length > 0,
  )
  return (
    <Cmdk label={say('panel.palette')} loop shouldFilter={false} className={styles.command}>
      <Cmdk.Input
        className={styles.input}
        placeholder={say('panel.palette.ask')}
        value={typed}
        onValueChange={setTyped}
      />
      <Cmdk.List label={say('panel.palette.list')} className={styles.list}>
        {lists.map(({ group, entries }) => (
          <Cmdk.Group key={group} heading={say(group)} className={styles.group}>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </Cmdk.Group>
        ))}
        {lists.length === 0 && (
          <p className={styles.none} role="status">
            {say(found.searching ? 'panel.palette.searching' : 'panel.palette.none')}
          </p>
        )}
        {found.failed && (
          <p className={styles.failed} role="status">
            {say('panel.palette.failed')}
          </p>
        )}
      </Cmdk.List>
    </Cmdk>
  )
}

function Line({ entry: { id, name, verbatim, aside, picture, run } }: { entry: Entry }) {
  return (
    <Cmdk.Item
      value={id}
      className={styles.item}
      onSelect={() => {
        entryUsed(id)
        setOverlay(null)
        run()
      }}
    >
      {picture !== undefined && (
        <Picture of={{ kind: 'thumb', id: picture }} alt="" className={styles.picture} />
      )}
      <span className={styles.name} translate={verbatim ? 'no' : undefined}>
        {name}
      </span>
      {aside !== undefined && (
        <span className={styles.aside} translate="no">
          {aside}
        </span>
      )}
    </Cmdk.Item>
  )
}
