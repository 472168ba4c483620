import { FileDown, Play, Server } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { askToAddWorker, askToImport, goTo } from '../../state/navigation.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { startDemoFleet } from '../../state/start-demo-fleet.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Confluence } from './Confluence.tsx'
import styles from './WelcomeScreen.module.css'

/** The first start: what this is, and three ways to begin. */
export function WelcomeScreen() {
  const [starting, setStarting] = useState(false)
  const leave = async (then: () => void) => {
    if (await saveSettings({ welcomed: true })) then()
  }
  const startDemo = async () => {
    setStarting(true)
    goTo('generate')
    if (!(await startDemoFleet())) setStarting(false)
  }
  return (
    <div className={styles.welcome}>
      <Confluence />
      <div className={styles.words}>
        <h2 className={styles.title}>One image generator out of all your machines</h2>
        <p className={styles.text}>
          Tributary deals one prompt out to several stable-diffusion-webui machines so that all of them finish
          at the same moment, and gathers the pictures in one gallery.
        </p>
      </div>
      <div className={styles.ways}>
        <Way
          icon={<Server />}
          title="Add my machines"
          text="By address, or found on this computer and in your network."
          disabled={starting}
          onChoose={() => void leave(askToAddWorker)}
        />
        <Way
          icon={<FileDown />}
          title="Import a workers.json or distributed-config.json"
          text="Take over the machines of the stable-diffusion-webui-distributed extension."
          disabled={starting}
          onChoose={() => void leave(askToImport)}
        />
        <Way
          icon={<Play />}
          title="Try the simulated fleet"
          text="Three machines of 5, 14.9 and 20 images per minute that only pretend. Nothing to install."
          disabled={starting}
          onChoose={() => void startDemo()}
        >
          {starting && <ProgressBar label="Starting the simulated fleet" fraction={null} />}
        </Way>
      </div>
      <p className={styles.note}>Everything stays on your own machines. You can change all of this later.</p>
    </div>
  )
}

interface WayProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly disabled: boolean
  readonly onChoose: () => void
  readonly children?: ReactNode
}

function Way({ icon, title, text, disabled, onChoose, children }: WayProps) {
  return (
    <button type="button" className={styles.way} disabled={disabled} onClick={onChoose}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.wayTitle}>{title}</span>
      <span className={styles.wayText}>{text}</span>
      {children}
    </button>
  )
}
