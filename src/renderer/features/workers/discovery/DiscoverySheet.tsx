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
    <SideSheet
      title="Find machines"
      subtitle="Looks for servers of stable-diffusion-webui that run with --api."
    >
      <Scope
        icon={<Monitor />}
        title="This computer"
        text="Ports 7860 to 7869, where such servers usually are."
        action={
          <Button disabled={running} onClick={() => void look('machine')} data-autofocus>
            Look here
          </Button>
        }
      />
      <Scope
        icon={<Network />}
        title="Local network"
        text="Asks every address of your own network on the same ports whether such a server is there: up to ten short connections to each. On a network that is not yours, ask first."
        action={
          <Button disabled={running} onClick={() => void look('network')}>
            Look around
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
