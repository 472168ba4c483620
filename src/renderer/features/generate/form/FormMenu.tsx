import { Ellipsis } from 'lucide-react'
import { say } from '../../../../shared/words/say.ts'
import { askToUpscale } from '../../../inputs/upscale.ts'
import { takeRequest } from '../../../jobs/take-settings.ts'
import { openDraft } from '../../../state/drafts.ts'
import { fillForm } from '../../../state/fill-form.ts'
import { saveFormAsDefaults } from '../../../state/form-defaults.ts'
import { newestJob } from '../../../state/newest-job.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import { SHORTCUTS } from '../../../ui/shortcuts.ts'

/** What can be done with the whole form. */
export function FormMenu() {
  const number = usePanel((state) => newestJob(state)?.number)
  const entries: MenuEntry[] = [
    {
      label: say('generate.form.reset'),
      run: () => void fillForm(usePanel.getState().settings.formDefaults, say('generate.form.was-reset')),
    },
    { label: say('drafts.new'), keys: SHORTCUTS.newDraft.keys, run: () => openDraft() },
    { kind: 'line' },
    { label: say('generate.form.save-defaults'), run: () => void saveFormAsDefaults() },
    { kind: 'line' },
    { label: say('upscale.files'), run: () => void askToUpscale([]) },
  ]
  if (number !== undefined)
    entries.unshift({
      label: say('generate.form.use-job', { number }),
      run: () => {
        const newest = newestJob(usePanel.getState())
        if (newest) takeRequest(newest.request, say('generate.form.has-job', { number: newest.number }))
      },
    })
  return (
    <Menu
      trigger={<IconButton label={say('generate.form.more')} icon={<Ellipsis />} tooltip={false} />}
      entries={entries}
    />
  )
}
