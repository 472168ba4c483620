import { useRef } from 'react'
import { say } from '../../../shared/words/say.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { AboutGroup } from './AboutGroup.tsx'
import { AppearanceGroup } from './AppearanceGroup.tsx'
import { BenchmarkGroup } from './BenchmarkGroup.tsx'
import { DefaultsGroup } from './DefaultsGroup.tsx'
import { GeneratingGroup } from './GeneratingGroup.tsx'
import { MessagesGroup } from './MessagesGroup.tsx'
import { PicturesGroup } from './PicturesGroup.tsx'
import { SectionList } from './SectionList.tsx'
import styles from './SettingsScreen.module.css'
import { SimulatedFleetGroup } from './SimulatedFleetGroup.tsx'
import { TransferGroup } from './TransferGroup.tsx'

/** All settings on one page, beside a list of their groups; each is saved as it is changed. */
export function SettingsScreen() {
  const page = useRef<HTMLDivElement>(null)
  return (
    <div className={styles.screen}>
      <ScreenHeader title={say('panel.screen.settings')} summary={say('panel.settings.summary')} />
      <div className={styles.body}>
        <SectionList page={page} />
        <div ref={page} className={styles.page} data-region="main">
          <div className={styles.columns}>
            <div className={styles.column}>
              <AppearanceGroup />
              <PicturesGroup />
              <GeneratingGroup />
              <DefaultsGroup />
            </div>
            <div className={styles.column}>
              <BenchmarkGroup />
              <MessagesGroup />
              <SimulatedFleetGroup />
              <TransferGroup />
              <AboutGroup />
            </div>
          </div>
        </div>
      </div>
    </div>
  )
}
