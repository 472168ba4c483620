import { Server } from 'lucide-react'
import { useState } from 'react'
import { startDemoFleet } from '../../state/start-demo-fleet.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { openSheet } from './board-store.ts'

/** Before there is any machine: the four ways to get some. */
export function EmptyBoard() {
  const [starting, setStarting] = useState(false)
  const tryDemo = async () => {
    setStarting(true)
    await startDemoFleet()
    setStarting(false)
  }
  return (
    <EmptyState
      icon={<Server />}
      title="No machines yet"
      text="Add every machine that runs stable-diffusion-webui, this one too. Or drop an address, a list of name:address:port, a workers.json or a distributed-config.json here."
      actions={
        <>
          <Button look="primary" onClick={() => openSheet({ kind: 'add' })}>
            Add worker
          </Button>
          <Button onClick={() => openSheet({ kind: 'discovery' })}>Find machines…</Button>
          <Button onClick={() => openSheet({ kind: 'import', preview: null })}>Import…</Button>
          <Button busy={starting} onClick={() => void tryDemo()}>
            Try the simulated fleet
          </Button>
        </>
      }
    />
  )
}
