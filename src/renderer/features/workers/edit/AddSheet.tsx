import { useMemo, useRef } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import { showDone } from '../../../state/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { focusWhenDrawn } from '../../../ui/focus-when-drawn.ts'
import { closeSheet, openSheet } from '../board-store.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import { useWorkerForm } from './use-worker-form.ts'
import styles from './WorkerFields.module.css'
import { WorkerFields } from './WorkerFields.tsx'
import { newForm, nextForm } from './worker-form.ts'

/** A new machine, or one after the other: the address is looked at while it is typed. */
export function AddSheet({ url }: { url: string }) {
  const first = useMemo(() => newForm(url), [url])
  const footer = useRef<HTMLDivElement>(null)
  /** what was pressed; a question about the password comes between that and the end of it */
  const more = useRef(false)
  const state = useWorkerForm(first, null, async (input) => {
    const worker = await call('addWorker', { input })
    if (more.current) {
      state.restart(nextForm(state.form))
      focusWhenDrawn(() => footer.current?.closest('aside')?.querySelector<HTMLElement>('[data-autofocus]'))
    } else closeSheet()
    showDone(say('workers.added', { name: worker.config.name }))
    return worker
  })
  const { form, probe, saving } = state
  const missing = probe.at === 'seen' && !probe.report.ok
  const add = (another: boolean) => {
    more.current = another
    void state.save()
  }
  const empty = form.url.trim() === ''
  return (
    <SideSheet
      title={say('workers.add.title')}
      subtitle={say('workers.add.text', { argument: '--api' })}
      footer={
        <>
          {missing && <p className={styles.later}>{say('workers.add.later')}</p>}
          <div ref={footer} className={styles.buttons}>
            <Button onClick={() => openSheet(null)}>{say('panel.cancel')}</Button>
            <Button
              disabled={empty || saving}
              title={say('workers.add.another.hint')}
              onClick={() => add(true)}
            >
              {say('workers.add.another')}
            </Button>
            <Button look="primary" busy={saving} disabled={empty} onClick={() => add(false)}>
              {say('workers.add.button')}
            </Button>
          </div>
        </>
      }
    >
      <WorkerFields state={{ ...state, save: addOnly(state.save, more) }} worker={null} />
    </SideSheet>
  )
}

/** Enter in a field adds this machine alone; the answer to a question about the password goes on with what was pressed. */
const addOnly =
  (save: ReturnType<typeof useWorkerForm>['save'], more: { current: boolean }): typeof save =>
  (how) => {
    if (how === undefined) more.current = false
    return save(how)
  }
