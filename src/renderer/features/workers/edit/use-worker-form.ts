import { useEffect, useState } from 'react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { type Problem, sentences } from '../../../../shared/problem.ts'
import type { ProbeReport, WorkerInput, WorkerView } from '../../../../shared/worker.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { setUnsaved } from '../board-store.ts'
import { draftOf, keepDraft } from './drafts.ts'
import { type Probe, useProbe } from './use-probe.ts'
import { inputOf, isChanged, type WorkerForm, withSuggestedName } from './worker-form.ts'

/** A form, what is at its address, and how saving it stands. */
export interface WorkerFormState {
  readonly form: WorkerForm
  readonly change: (patch: Partial<WorkerForm>) => void
  readonly changed: boolean
  readonly probe: Probe
  readonly lookAgain: () => void
  /** begins anew with this form, which then counts as saved */
  readonly restart: (form: WorkerForm) => void
  readonly saving: boolean
  /** why it could not be saved; a problem with a field stands at that field */
  readonly problem: Problem | null
  /** what is wrong with a field, for below it */
  readonly errorOf: (field: keyof WorkerInput) => string | null
  readonly save: (how?: 'as-it-is' | 'clear-text' | 'without-password') => Promise<void>
}

/** The name that a look at the address suggested; '': none. */
interface Suggested {
  readonly name: string
  readonly by: ProbeReport | null
}

/** `send`: what saving does; it rejects with what stands in the way. */
export function useWorkerForm(
  saved: WorkerForm,
  workerId: WorkerId | null,
  send: (input: WorkerInput) => Promise<WorkerView>,
): WorkerFormState {
  const [form, setForm] = useState(() => draftOf(workerId) ?? saved)
  const [base, setBase] = useState(saved)
  const [again, setAgain] = useState(0)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const probe = useProbe(form, workerId, again)
  const [suggested, setSuggested] = useState<Suggested>({ name: '', by: null })
  const report = probe.at === 'seen' ? probe.report : null
  if (report !== null && report !== suggested.by) {
    const name = report.suggestedName ?? ''
    setSuggested({ name, by: report })
    setForm(withSuggestedName(form, name, suggested.name))
  }
  // A name that was only suggested is nobody's change.
  const changed = isChanged(form, withSuggestedName(base, suggested.name, ''))
  useEffect(() => {
    setUnsaved(changed)
    return () => setUnsaved(false)
  }, [changed])
  return {
    form,
    changed,
    probe,
    saving,
    problem,
    change: (patch) => {
      const next = { ...form, ...patch }
      // It was suggested for another address.
      if (patch.url !== undefined && next.name === suggested.name) {
        next.name = ''
        setSuggested({ ...suggested, name: '' })
      }
      setForm(next)
      keepDraft(workerId, next)
      setProblem(null)
    },
    restart: (next) => {
      setForm(next)
      setBase(next)
      keepDraft(workerId, next)
      setProblem(null)
      setSuggested({ name: '', by: report })
    },
    lookAgain: () => setAgain((count) => count + 1),
    errorOf: (field) =>
      problem !== null && problem.kind !== 'no-keyring' && problem.field === field
        ? sentences(problem)
        : null,
    save: async (how = 'as-it-is') => {
      setSaving(true)
      setProblem(null)
      const { password: _, ...withoutPassword } = inputOf(form)
      try {
        if (how === 'without-password') await send(withoutPassword)
        else await send({ ...inputOf(form), ...(how === 'clear-text' ? { clearTextPassword: true } : {}) })
      } catch (error) {
        setProblem(atItsField(problemFrom(error)))
      } finally {
        setSaving(false)
      }
    },
  }
}

/** The call names its parts: what is wrong at "input.url" stands at the field "url". */
const atItsField = (problem: Problem): Problem => ({
  ...problem,
  field: problem.field?.replace(/^input\./, '') ?? null,
})
