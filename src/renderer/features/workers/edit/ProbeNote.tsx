import { CircleCheck, KeyRound, LoaderCircle, ShieldAlert } from 'lucide-react'
import { reason } from '../../../../shared/words/catalogue.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { ProbeReport, TlsPolicy } from '../../../../shared/worker.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import styles from './ProbeNote.module.css'
import { fingerprintRows, foundWords, serverWords } from './probe-words.ts'
import type { Probe } from './use-probe.ts'

interface ProbeNoteProps {
  readonly probe: Probe
  readonly tls: TlsPolicy
  readonly onTrust: (fingerprint: string) => void
  readonly onAgain: () => void
}

/** What is at the address, in words: kind, version, round trip; or what stands in the way and how to mend it. */
export function ProbeNote({ probe, tls, onTrust, onAgain }: ProbeNoteProps) {
  switch (probe.at) {
    case 'nothing':
      return <p className={styles.quiet}>{say('workers.probe.as-you-type')}</p>
    case 'looking':
      return (
        <p className={styles.quiet} role="status">
          <LoaderCircle className={styles.turning} aria-hidden="true" /> {say('workers.probe.looking')}
        </p>
      )
    case 'refused':
      return <ProblemNote problem={probe.problem} />
    case 'seen':
      return <Report report={probe.report} tls={tls} onTrust={onTrust} onAgain={onAgain} />
  }
}

function Report({
  report,
  tls,
  onTrust,
  onAgain,
}: Pick<ProbeNoteProps, 'tls' | 'onTrust' | 'onAgain'> & { report: ProbeReport }) {
  if (report.certificate) {
    return (
      <Certificate
        certificate={report.certificate}
        problem={report.problem}
        changed={tls.kind === 'pinned'}
        onTrust={onTrust}
      />
    )
  }
  if (report.ok) {
    return (
      <p className={styles.found} role="status">
        <CircleCheck aria-hidden="true" />
        <span>
          <b>{serverWords(report.kind, report.version)}</b>
          <span className={styles.more}>{foundWords(report)}</span>
        </span>
      </p>
    )
  }
  if (report.needsPassword) {
    return (
      <ProblemNote
        level="warning"
        className={styles.withIcon}
        problem={report.problem ?? { message: reason('workers.probe.needs-password'), remedy: null }}
      />
    )
  }
  return (
    <ProblemNote
      problem={report.problem ?? { message: reason('workers.probe.no-answer'), remedy: null }}
      action={{ label: say('workers.probe.again'), run: onAgain }}
    />
  )
}

interface CertificateProps {
  readonly certificate: NonNullable<ProbeReport['certificate']>
  readonly problem: ProbeReport['problem']
  /** another one was trusted before */
  readonly changed: boolean
  readonly onTrust: (fingerprint: string) => void
}

/** A certificate that nobody vouches for: shown with its fingerprint, to be compared and trusted. */
function Certificate({ certificate, problem, changed, onTrust }: CertificateProps) {
  const { fingerprint, subject, issuer, validTo } = certificate
  return (
    <section className={styles.certificate} data-changed={changed || undefined}>
      <p className={styles.warning}>
        <ShieldAlert aria-hidden="true" />
        {problem
          ? inWords(problem.message)
          : say(changed ? 'workers.certificate.changed' : 'workers.certificate.unknown')}
      </p>
      {problem?.remedy && <p className={styles.remedy}>{inWords(problem.remedy)}</p>}
      <dl className={styles.facts}>
        <dt>{say('workers.certificate.subject')}</dt>
        <dd translate="no">{subject}</dd>
        <dt>{say('workers.certificate.issuer')}</dt>
        {issuer === subject ? (
          <dd>{say('workers.certificate.self-signed')}</dd>
        ) : (
          <dd translate="no">{issuer}</dd>
        )}
        <dt>{say('workers.certificate.until')}</dt>
        <dd translate="no">{validTo}</dd>
        <dt translate="no">SHA-256</dt>
        <dd className={styles.fingerprint} translate="no">
          {fingerprintRows(fingerprint).map((row) => (
            <span key={row}>{row}</span>
          ))}
        </dd>
      </dl>
      <div className={styles.trust}>
        <Button size="small" icon={<KeyRound />} onClick={() => onTrust(fingerprint)}>
          {say(changed ? 'workers.certificate.trust-new' : 'workers.certificate.trust')}
        </Button>
        <p>{say('workers.certificate.trust.hint')}</p>
      </div>
    </section>
  )
}
