import { useState } from 'react'
import { whole } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerLists } from '../../../../shared/worker-activity.ts'
import type { Asked } from '../../../state/asked.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import styles from './ServerLists.module.css'

/** What a server offers, each kind as a list that opens; or why that is not known. */
export function ServerLists({ lists }: { readonly lists: Asked<WorkerLists> }) {
  switch (lists.at) {
    case 'loading':
      return <p className={styles.reading}>{say('workers.lists.reading')}</p>
    case 'failed':
      return (
        <ProblemNote problem={lists.problem} action={{ label: say('panel.try-again'), run: lists.again }} />
      )
    case 'ready':
      return <NameLists {...lists.answer} />
  }
}

function NameLists({ checkpoints, loras, vaes, samplers, schedulers, upscalers }: WorkerLists) {
  return (
    <>
      <NameList
        title={say('workers.lists.checkpoints')}
        names={checkpoints?.map(({ title }) => title) ?? null}
      />
      <NameList title={say('workers.lists.loras')} names={loras} />
      <NameList title={say('workers.lists.vaes')} names={vaes} />
      <NameList title={say('workers.lists.samplers')} names={samplers} />
      <NameList title={say('workers.lists.schedulers')} names={schedulers} />
      <NameList title={say('workers.lists.upscalers')} names={upscalers} />
    </>
  )
}

/** A list that opens; null: the server did not give it. */
function NameList({ title, names }: { title: string; names: readonly string[] | null }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.list}>
      <button type="button" aria-expanded={open} disabled={!names?.length} onClick={() => setOpen(!open)}>
        {title}
        <span>{names === null ? say('workers.lists.not-told') : whole(names.length)}</span>
      </button>
      {open && (
        <ul translate="no">
          {names?.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
