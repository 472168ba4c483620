import { Ellipsis } from 'lucide-react'
import { say } from '../../../../shared/words/say.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import styles from './WorkerCard.module.css'

interface CardMenuProps {
  readonly name: string
  readonly entries: readonly MenuEntry[]
}

export function CardMenu({ name, entries }: CardMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton
          label={say('workers.menu', { name })}
          icon={<Ellipsis />}
          tooltip={false}
          className={styles.menu}
          data-no-drag
        />
      }
      entries={entries}
    />
  )
}
