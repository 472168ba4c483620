import { Monitor, Network } from 'lucide-react'
import type { ReactNode } from 'react'
import { say } from '../../../../shared/words/say.ts'
import type { Discovery } from '../../../../shared/worker-activity.ts'
import { attempt } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { SideSheet } from '../sheet/SideSheet.tsx'
import styles from './DiscoverySheet.module.css'
import { Findings } from './Findings.tsx'

const look = async (scope: Discovery['scope']) => {
  const discovery = await attempt('startDiscovery', { scope }, say('workers.failed.look'))
  // News may have come before the answer; the answer is only how it began.
  if (discovery) usePanel.setState((state) => (state.discovery?.running ? {} : { discovery }))
}

/** Finds machines: on this computer, or on the local network when asked. */
export function DiscoverySheet() {
  const discovery = usePanel((state) => state.discovery)
  const running = discovery?.running ?? false
  return (
    <SideSheet title={say('workers.find.title')} subtitle={say('workers.find.text', { argument: '--api' })}>
      <Scope
        icon={<Monitor />}
        title={say('workers.find.here')}
        text={say('workers.find.here.text', { first: '7860', last: '7869' })}
        action={
          <Button disabled={running} onClick={() => void look('machine')} data-autofocus>
            {say('workers.find.here.look')}
          </Button>
        }
      />
      <Scope
        icon={<Network />}
        title={say('workers.find.network')}
        text={say('workers.find.network.text')}
        action={
          <Button disabled={running} onClick={() => void look('network')}>
            {say('workers.find.network.look')}
          </Button>
        }
      />
      {discovery && <Findings discovery={discovery} />}
    </SideSheet>
  )
}

interface ScopeProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly action: ReactNode
}

function Scope({ icon, title, text, action }: ScopeProps) {
  return (
    <section className={styles.scope}>
      {icon}
      <div>
        <h4>{title}</h4>
        <p>{text}</p>
      </div>
      {action}
    </section>
  )
}
