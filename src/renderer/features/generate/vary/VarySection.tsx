import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { GridAxis, GridField } from '../../../../shared/grid.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { axisLength } from '../../../../shared/run-count.ts'
import type { MessageKey } from '../../../../shared/words/catalogue.ts'
import { whole } from '../../../../shared/words/format-number.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useReset } from '../../../state/reset-section.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { keepListFocus } from '../../../ui/keep-list-focus.ts'
import { TextArea } from '../../../ui/TextArea.tsx'
import form from '../form/GenerateForm.module.css'
import { AxisFields } from './AxisFields.tsx'
import { addAxis, MOST_AXES } from './edit-grid.ts'
import { VariantsField } from './VariantsField.tsx'
import styles from './VarySection.module.css'
import { linesIn, shownText } from './written.ts'

/** Many kinds of images in one job: a grid of values, a list of prompts, the alternatives in a prompt. */
export function VarySection() {
  const axes = usePanel((state) => state.form.grid?.axes) ?? []
  const prompts = usePanel((state) => state.form.prompts)
  const problem = usePanel((state) => state.planPreview.problem)
  const summary = [
    axes.length === 1 &&
      say('vary.axis.count', { count: axes.reduce((sum, axis) => sum + axisLength(axis), 0) }),
    axes.length > 1 && say('vary.summary-cells', { cells: axes.map(axisLength).join(' × ') }),
    prompts.length > 0 && say('vary.summary-prompts', { count: prompts.length }),
  ].filter((each) => each !== false)
  const cells = cellWords(axes)
  const title = say('vary.title')
  return (
    <FoldSection
      name="vary"
      title={title}
      summary={summary.join(' · ') || say('generate.off')}
      onReset={useReset(['grid', 'prompts', 'variants'], title)}
    >
      <p className={form.explained}>{say('vary.explained')}</p>
      <div ref={keepListFocus} className={styles.around}>
        {axes.length > 0 && (
          <div className={styles.axes}>
            {axes.map((axis, at) => (
              <AxisFields
                // biome-ignore lint/suspicious/noArrayIndexKey: an axis has no other name, and may change its field
                key={at}
                axis={axis}
                at={at}
                refused={refusedIn(problem, axis.field)}
              />
            ))}
          </div>
        )}
        {cells !== null && <p className={styles.cells}>{cells}</p>}
        {axes.length < MOST_AXES && (
          <Button
            size="small"
            data-add
            className={styles.add}
            icon={<Plus aria-hidden="true" />}
            onClick={addAxis}
          >
            {say(axes.length === 0 ? 'vary.first-axis' : 'vary.add')}
          </Button>
        )}
      </div>
      <PromptList
        prompts={prompts}
        refused={problem?.field === 'prompts' ? inWords(problem.message) : null}
      />
      <VariantsField />
    </FoldSection>
  )
}

/** "3 × 4 = 12 cells"; null: there is one axis at most, whose values are counted under it, or one is empty. */
function cellWords(axes: readonly GridAxis[]): string | null {
  const lengths = axes.map(axisLength)
  const cells = lengths.reduce((product, each) => product * each, 1)
  return axes.length < 2 || cells === 0
    ? null
    : say('vary.cells', { factors: lengths.map(whole).join(' × '), cells })
}

const REFUSALS: ReadonlySet<string> = new Set<MessageKey>([
  'request.axis-value',
  'request.axis-value-because',
])

/** What is wrong with a value of an axis, as the plan was refused for it; null: nothing, or it is about another. */
export function refusedIn(problem: Problem | null, field: GridField): string | null {
  if (problem === null || typeof problem.message === 'string') return null
  const { kind, params } = problem.message
  const { axis } = params
  const about = typeof axis === 'object' && axis !== null && 'kind' in axis ? axis.kind : null
  return REFUSALS.has(kind) && about === `request.axis.${field}` ? inWords(problem.message) : null
}

const HOW = { read: linesIn, write: (lines: readonly string[]) => lines.join('\n') }

function PromptList({ prompts, refused }: { prompts: readonly string[]; refused: string | null }) {
  const [typed, setTyped] = useState(() => prompts.join('\n'))
  return (
    <Field
      label={say('vary.prompts')}
      help={say('help.vary.prompts')}
      error={refused}
      hint={prompts.length > 0 ? say('vary.prompts.hint') : null}
    >
      {(control) => (
        <TextArea
          {...control}
          value={shownText(typed, prompts, HOW)}
          minRows={2}
          maxRows={8}
          placeholder={say('vary.prompts.none')}
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value)
            editForm({ prompts: linesIn(event.target.value) })
          }}
        />
      )}
    </Field>
  )
}
