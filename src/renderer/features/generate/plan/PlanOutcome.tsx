import { inWords, say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { blockedBecause } from '../../../state/plan-preview.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { GenerateButton } from './GenerateButton.tsx'
import { NoFleetNote } from './NoFleetNote.tsx'
import { PlanBar } from './PlanBar.tsx'
import styles from './PlanFooter.module.css'
import { PlanLegend } from './PlanLegend.tsx'

/** What the newest plan says, and the button: all of the footer that is drawn anew with each plan. */
export function PlanOutcome() {
  const noFleet = usePanel((state) => state.workerOrder.length === 0)
  const { plan, stale, problem } = usePanel((state) => state.planPreview)
  const blocked = usePanel(blockedBecause)
  return (
    <>
      {noFleet ? (
        <NoFleetNote />
      ) : (
        <>
          <PlanBar plan={plan} stale={stale} />
          {problem && (
            <ProblemNote
              problem={problem}
              action={
                problem.field === 'mode'
                  ? { label: say('start.runs.make-exact'), run: () => editForm({ mode: 'exact' }) }
                  : undefined
              }
            />
          )}
          {plan && <PlanLegend plan={plan} />}
        </>
      )}
      {blocked !== null && (
        <p id="generate-blocked" role="status" className={styles.error}>
          {inWords(blocked)}
        </p>
      )}
      <GenerateButton
        disabled={noFleet || blocked !== null}
        blockedBy={blocked === null ? undefined : 'generate-blocked'}
      />
    </>
  )
}
