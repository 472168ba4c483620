import { Images } from 'lucide-react'
import { say } from '../../../../shared/words/say.ts'
import { askToAddWorker } from '../../../state/navigation.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { startDemoFleet } from '../../../state/start-demo-fleet.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'

/** Before the first job of a session. */
export function NothingYet() {
  const noFleet = usePanel((state) => state.workerOrder.length === 0)
  if (noFleet) {
    return (
      <EmptyState
        icon={<Images />}
        title={say('generate.nothing.no-fleet')}
        text={say('generate.nothing.no-fleet.text')}
        actions={
          <>
            <Button look="primary" onClick={askToAddWorker}>
              {say('generate.no-fleet.add')}
            </Button>
            <Button onClick={() => void startDemoFleet()}>{say('generate.no-fleet.simulate')}</Button>
          </>
        }
      />
    )
  }
  return <EmptyState icon={<Images />} title={say('generate.nothing')} text={say('generate.nothing.text')} />
}
