import { say } from '../../../shared/words/say.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { AboutGroup } from './AboutGroup.tsx'
import { AppearanceGroup } from './AppearanceGroup.tsx'
import { BenchmarkGroup } from './BenchmarkGroup.tsx'
import { GeneratingGroup } from './GeneratingGroup.tsx'
import { MessagesGroup } from './MessagesGroup.tsx'
import { PicturesGroup } from './PicturesGroup.tsx'
import styles from './SettingsScreen.module.css'
import { SimulatedFleetGroup } from './SimulatedFleetGroup.tsx'

/** All settings on one page; each is saved as it is changed. */
export function SettingsScreen() {
  return (
    <div className={styles.screen}>
      <ScreenHeader title={say('panel.screen.settings')} summary={say('panel.settings.summary')} />
      <div className={styles.page}>
        <AppearanceGroup />
        <PicturesGroup />
        <MessagesGroup />
        <GeneratingGroup />
        <BenchmarkGroup />
        <SimulatedFleetGroup />
        <AboutGroup />
      </div>
    </div>
  )
}
