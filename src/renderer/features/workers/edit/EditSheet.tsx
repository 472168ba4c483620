import { useMemo, useState } from 'react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import { useWorker } from '../../../state/selectors.ts'
import { showDone } from '../../../state/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { closeSheet, openSheet } from '../board-store.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import { useWorkerForm } from './use-worker-form.ts'
import { WorkerFields } from './WorkerFields.tsx'
import { formOfWorker, newForm } from './worker-form.ts'

/** The settings of a machine. They take effect when they are saved; a running batch is not touched. */
export function EditSheet({ workerId }: { workerId: WorkerId }) {
  const worker = useWorker(workerId)
  // As it was when the sheet opened: what happens on the board meanwhile does not change what is being typed.
  const [opened] = useState(worker)
  const saved = useMemo(() => (opened ? formOfWorker(opened) : newForm('')), [opened])
  const state = useWorkerForm(saved, workerId, async (input) => {
    const changed = await call('updateWorker', { workerId, input })
    closeSheet()
    showDone(say('workers.saved', { name: changed.config.name }))
    return changed
  })
  if (!worker) return null
  return (
    <SideSheet
      title={say('workers.edit.title', { name: opened?.config.name ?? '' })}
      footer={
        <>
          <Button onClick={() => openSheet(null)}>{say('panel.cancel')}</Button>
          <Button
            look="primary"
            busy={state.saving}
            disabled={!state.changed || state.form.url.trim() === ''}
            onClick={() => void state.save()}
          >
            {say('panel.save')}
          </Button>
        </>
      }
    >
      <WorkerFields state={state} worker={worker} />
    </SideSheet>
  )
}
