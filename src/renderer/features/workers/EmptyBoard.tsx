import { Server } from 'lucide-react'
import { useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { startDemoFleet } from '../../state/start-demo-fleet.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { addMachine, findMachines, importMachines, useFleetFacts } from './actions/fleet-actions.ts'

/** Before there is any machine: the four ways to get some. */
export function EmptyBoard() {
  const fleet = useFleetFacts()
  const [starting, setStarting] = useState(false)
  const tryDemo = async () => {
    setStarting(true)
    await startDemoFleet()
    setStarting(false)
  }
  return (
    <EmptyState
      icon={<Server />}
      title={say('workers.none')}
      text={say('workers.none.text', DROPPABLE)}
      actions={
        <>
          <ActionButton action={addMachine} subject={fleet} look="primary" />
          <ActionButton action={findMachines} subject={fleet} />
          <ActionButton action={importMachines} subject={fleet} />
          <Button busy={starting} onClick={() => void tryDemo()}>
            {say('workers.try-demo')}
          </Button>
        </>
      }
    />
  )
}

/** What can be dropped on the board, as it is written. */
const DROPPABLE = {
  address: 'name:address:port',
  files: ['workers.json', 'distributed-config.json'],
} as const
