import { FileDown, Play, Server } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { say } from '../../../shared/words/say.ts'
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
        <h2 className={styles.title}>{say('generate.welcome-title')}</h2>
        <p className={styles.text}>{say('generate.welcome-text')}</p>
      </div>
      <div className={styles.ways}>
        <Way
          icon={<Server />}
          title={say('generate.welcome-add')}
          text={say('generate.welcome-add.text')}
          disabled={starting}
          onChoose={() => void leave(askToAddWorker)}
        />
        <Way
          icon={<FileDown />}
          title={say('generate.welcome-import')}
          text={say('generate.welcome-import.text')}
          disabled={starting}
          onChoose={() => void leave(askToImport)}
        />
        <Way
          icon={<Play />}
          title={say('generate.welcome-simulate')}
          text={say('generate.welcome-simulate.text')}
          disabled={starting}
          onChoose={() => void startDemo()}
        >
          {starting && <ProgressBar label={say('generate.welcome-simulate.starting')} fraction={null} />}
        </Way>
      </div>
      <p className={styles.note}>{say('generate.welcome-note')}</p>
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
