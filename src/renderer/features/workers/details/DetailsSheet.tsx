import { Ellipsis, ExternalLink, Gauge } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { useWorker } from '../../../state/selectors.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { detailsEntries, edit, measure, stopMeasuring, webPage } from '../actions/worker-actions.ts'
import { useWorkerFacts } from '../actions/worker-facts.ts'
import type { DetailsTab } from '../board-store.ts'
import { benchmarkWords, soFarWords } from '../card/benchmark-words.ts'
import { BusyElsewhere, Trouble } from '../card/CardParts.tsx'
import { stateLine } from '../card/state-line.ts'
import { serverWords } from '../edit/probe-words.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import styles from './DetailsSheet.module.css'
import { JobsTab } from './JobsTab.tsx'
import { RequestsTab } from './RequestsTab.tsx'
import { ServerTab } from './ServerTab.tsx'
import { SpeedTab } from './SpeedTab.tsx'
import { useDetails } from './use-details.ts'

const TABS: readonly DetailsTab[] = ['speed', 'jobs', 'server', 'requests']

interface DetailsSheetProps {
  readonly workerId: WorkerId
  readonly firstTab: DetailsTab
}

/** A machine in full: how fast it was and is, its part in jobs, what its server offers, what was sent to it. */
export function DetailsSheet({ workerId, firstTab }: DetailsSheetProps) {
  const [tab, setTab] = useState(firstTab)
  useEffect(() => setTab(firstTab), [firstTab])
  const worker = useWorker(workerId)
  const { details, problem } = useDetails(workerId)
  const facts = useWorkerFacts(workerId)
  if (!worker) return null
  const { config, capabilities, benchmarkProgress, busyElsewhere } = worker
  const { words, tone } = stateLine(worker)
  const measuring = facts.measuring ? stopMeasuring : measure
  return (
    <SideSheet
      title={
        <span className={styles.title} style={tint(config.colour)} translate="no">
          {config.name}
        </span>
      }
      subtitle={
        <span className={styles.state}>
          <StatusDot tone={tone} />
          {words}
          {capabilities && ` · ${serverWords(capabilities.kind, capabilities.version)}`}
        </span>
      }
      toolbar={
        <Segmented
          label={say('workers.details.tabs')}
          value={tab}
          onChange={setTab}
          options={TABS.map((value) => ({ value, label: say(`workers.details.${value}`) }))}
          className={styles.tabs ?? ''}
        />
      }
      footer={
        <>
          <Menu
            trigger={
              <IconButton
                look="framed"
                label={say('workers.details.more', { name: config.name })}
                icon={<Ellipsis />}
                tooltip={false}
              />
            }
            entries={detailsEntries(facts)}
            align="start"
          />
          <span className={styles.gap} />
          <Button icon={<ExternalLink />} onClick={() => webPage.run(facts)}>
            {say('workers.details.web-page')}
          </Button>
          <ActionButton action={edit} subject={facts} />
          <ActionButton action={measuring} subject={facts} icon={facts.measuring ? undefined : <Gauge />} />
        </>
      }
    >
      <div className={styles.content} style={tint(config.colour)}>
        <Trouble worker={worker} />
        {busyElsewhere && <BusyElsewhere busy={busyElsewhere} />}
        {benchmarkProgress && (
          <p className={styles.benchmark} role="status">
            {benchmarkWords(benchmarkProgress)} {soFarWords(benchmarkProgress)}
          </p>
        )}
        {problem && <ProblemNote problem={problem} />}
        {tab === 'speed' && <SpeedTab worker={worker} details={details} />}
        {tab === 'jobs' && <JobsTab details={details} />}
        {tab === 'server' && <ServerTab worker={worker} />}
        {tab === 'requests' && <RequestsTab details={details} />}
      </div>
    </SideSheet>
  )
}
