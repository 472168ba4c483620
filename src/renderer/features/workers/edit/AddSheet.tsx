import { useMemo } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import { showDone } from '../../../state/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { closeSheet, openSheet } from '../board-store.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import { useWorkerForm } from './use-worker-form.ts'
import styles from './WorkerFields.module.css'
import { WorkerFields } from './WorkerFields.tsx'
import { newForm } from './worker-form.ts'

/** A new machine: its address is looked at while it is typed. */
export function AddSheet({ url }: { url: string }) {
  const first = useMemo(() => newForm(url), [url])
  const state = useWorkerForm(first, null, async (input) => {
    const worker = await call('addWorker', { input })
    closeSheet()
    showDone(say('workers.added', { name: worker.config.name }))
    return worker
  })
  const { form, probe, saving } = state
  const missing = probe.at === 'seen' && !probe.report.ok
  return (
    <SideSheet
      title={say('workers.add.title')}
      subtitle={say('workers.add.text', { argument: '--api' })}
      footer={
        <>
          {missing && <p className={styles.later}>{say('workers.add.later')}</p>}
          <Button onClick={() => openSheet(null)}>{say('panel.cancel')}</Button>
          <Button
            look="primary"
            busy={saving}
            disabled={form.url.trim() === ''}
            onClick={() => void state.save()}
          >
            {say('workers.add.button')}
          </Button>
        </>
      }
    >
      <WorkerFields state={state} worker={null} />
    </SideSheet>
  )
}
