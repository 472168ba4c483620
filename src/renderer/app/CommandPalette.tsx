import { Command as Cmdk } from 'cmdk'
import { Dialog } from 'radix-ui'
import { say } from '../../shared/words/say.ts'
import { setOverlay } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { cx } from '../ui/class-names.ts'
import floating from '../ui/floating.module.css'
import styles from './CommandPalette.module.css'
import { type Command, currentCommands } from './commands.ts'

/** Everything that can be done, by typing a few letters of it (Ctrl+K). */
export function CommandPalette() {
  const open = usePanel((state) => state.overlay === 'palette')
  return (
    <Dialog.Root open={open} onOpenChange={(next) => setOverlay(next ? 'palette' : null)}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content className={cx(floating.surface, styles.palette)} aria-describedby={undefined}>
          <Dialog.Title className={styles.title}>{say('panel.palette')}</Dialog.Title>
          <Commands />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Commands() {
  const groups = Map.groupBy(currentCommands(), ({ group }) => group)
  return (
    <Cmdk label={say('panel.palette')} loop className={styles.command}>
      <Cmdk.Input className={styles.input} placeholder={say('panel.palette.ask')} />
      <Cmdk.List label={say('panel.palette.list')} className={styles.list}>
        <Cmdk.Empty className={styles.none}>{say('panel.palette.none')}</Cmdk.Empty>
        {[...groups].map(([group, commands]) => (
          <Cmdk.Group key={group} heading={say(group)} className={styles.group}>
            {commands.map((command) => (
              <Entry key={command.name} command={command} />
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  )
}

function Entry({ command: { group, name, words, keys, run } }: { command: Command }) {
  return (
    <Cmdk.Item
      value={`${group} ${name}`}
      keywords={words?.split(' ') ?? []}
      className={styles.item}
      onSelect={() => {
        setOverlay(null)
        run()
      }}
    >
      {name}
      {keys && (
        <span className={styles.keys} translate="no">
          {keys}
        </span>
      )}
    </Cmdk.Item>
  )
}
