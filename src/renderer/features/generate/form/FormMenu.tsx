import { Ellipsis } from 'lucide-react'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { replaceForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'

/** What can be done with the whole form. */
export function FormMenu() {
  const newest = usePanel((state) => {
    const id = state.jobOrder.at(-1)
    return id === undefined ? undefined : state.jobsById[id]
  })
  const entries: MenuEntry[] = [
    {
      label: 'Start from the defaults',
      run: () => replaceForm(DEFAULT_REQUEST, 'The form is back to its defaults'),
    },
  ]
  if (newest) {
    entries.unshift({
      label: `Use the settings of job ${newest.number}`,
      run: () => replaceForm(newest.request, `The form has the settings of job ${newest.number}`),
    })
  }
  return (
    <Menu
      trigger={<IconButton label="More about the form" icon={<Ellipsis />} tooltip={false} />}
      entries={entries}
    />
  )
}
