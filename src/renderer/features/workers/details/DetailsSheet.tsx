import { Ellipsis, ExternalLink, Gauge } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { useWorker } from '../../../state/selectors.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { type DetailsTab, openSheet } from '../board-store.ts'
import { benchmarkWords, soFarWords } from '../card/benchmark-words.ts'
import { BusyElsewhere, Trouble } from '../card/CardParts.tsx'
import { stateLine } from '../card/state-line.ts'
import { useCardEntries } from '../card/use-card-entries.tsx'
import { serverWords } from '../edit/probe-words.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import { benchmark, cancelBenchmark, openPage } from '../worker-actions.ts'
import styles from './DetailsSheet.module.css'
import { JobsTab } from './JobsTab.tsx'
import { RequestsTab } from './RequestsTab.tsx'
import { ServerTab } from './ServerTab.tsx'
import { SpeedTab } from './SpeedTab.tsx'
import { useDetails } from './use-details.ts'

const TABS: readonly { readonly value: DetailsTab; readonly label: string }[] = [
  { value: 'speed', label: 'Speed' },
  { value: 'jobs', label: 'Jobs' },
  { value: 'server', label: 'Server' },
  { value: 'requests', label: 'Requests' },
]

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
  const entries = useCardEntries(workerId).filter((entry) => !('label' in entry) || entry.label !== 'Details')
  if (!worker) return null
  const { config, capabilities, benchmarkProgress, busyElsewhere } = worker
  const { words, tone } = stateLine(worker)
  return (
    <SideSheet
      title={
        <span className={styles.title} style={tint(config.colour)}>
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
          label="What to show"
          value={tab}
          onChange={setTab}
          options={TABS}
          className={styles.tabs ?? ''}
        />
      }
      footer={
        <>
          <Menu
            trigger={
              <IconButton
                look="framed"
                label={`More for ${config.name}`}
                icon={<Ellipsis />}
                tooltip={false}
              />
            }
            entries={entries}
            align="start"
          />
          <span className={styles.gap} />
          <Button icon={<ExternalLink />} onClick={() => void openPage(workerId)}>
            Web page
          </Button>
          <Button onClick={() => openSheet({ kind: 'edit', workerId })}>Edit</Button>
          {benchmarkProgress ? (
            <Button onClick={() => void cancelBenchmark([workerId])}>Cancel benchmark</Button>
          ) : (
            <Button
              icon={<Gauge />}
              disabled={worker.state === 'off'}
              onClick={() => void benchmark([workerId])}
            >
              Benchmark
            </Button>
          )}
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
