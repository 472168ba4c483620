import { Images } from 'lucide-react'
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
        title="No machines yet"
        text="Add the stable-diffusion-webui machines that should share the work, or look around with three simulated ones."
        actions={
          <>
            <Button look="primary" onClick={askToAddWorker}>
              Add a machine
            </Button>
            <Button onClick={() => void startDemoFleet()}>Try the simulated fleet</Button>
          </>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={<Images />}
      title="Pictures will appear here"
      text="Write a prompt and press Generate. Each image takes its place at once and turns into a picture as soon as its machine is done."
    />
  )
}
