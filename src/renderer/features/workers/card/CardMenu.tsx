import { Ellipsis } from 'lucide-react'
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
          label={`What to do with ${name}`}
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
