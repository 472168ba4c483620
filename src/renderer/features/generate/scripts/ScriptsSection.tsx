import { alwaysOnIn, withAlwaysOn } from '../../../../shared/always-on.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { resetFields } from '../../../state/reset-section.ts'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { Helped } from '../../../ui/Helped.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useFieldNotes } from '../form/field-notes.ts'
import { addScript, editAlwaysOn, removeAlwaysOn, removeSelected } from './edit-scripts.ts'
import { ScriptCard } from './ScriptCard.tsx'
import styles from './ScriptsSection.module.css'
import { scriptName } from './script-name.ts'
import { scriptNamed, useFleetScripts } from './use-fleet-scripts.ts'

/** Stands for "add one" in the list; no script is called so. */
const NOTHING = ''

/** Scripts of the servers: those that work on every image, and one that makes a set of images of its own. */
export function ScriptsSection() {
  const extra = usePanel((state) => state.form.extra)
  const selected = usePanel((state) => state.form.script)
  const known = useFleetScripts()
  const notesOn = useFieldNotes()
  const always = alwaysOnIn(extra)
  const names = [...always.map(({ title }) => title), ...(selected ? [selected.title] : [])]
  const title = say('scripts.title')
  const used = (name: string) => names.some((each) => each.toLowerCase() === name.toLowerCase())
  const left = known.filter((script) => !used(script.title))
  const reset = () =>
    resetFields(
      { script: null, extra: always.reduce((rest, script) => withAlwaysOn(rest, script.title, null), extra) },
      title,
    )
  return (
    <FoldSection
      name="scripts"
      title={title}
      summary={
        names.length === 0
          ? say('generate.off')
          : say('scripts.summary', { names: names.map(scriptName).join(' · ') })
      }
      onReset={names.length === 0 ? undefined : reset}
    >
      {names.length === 0 && <p className={styles.explained}>{say('scripts.explained')}</p>}
      {names.length > 0 && (
        <ul className={styles.cards} aria-label={say('scripts.used')}>
          {always.map((script) => (
            <ScriptCard
              key={script.title}
              title={script.title}
              args={script.args}
              script={scriptNamed(known, script.title, true)}
              notes={notesOn('always-on', script.title)}
              onChange={(args) => editAlwaysOn(script.title, args)}
              onRemove={() => removeAlwaysOn(script.title)}
            />
          ))}
          {selected && (
            <ScriptCard
              key={`selected ${selected.title}`}
              title={selected.title}
              args={selected.args}
              script={scriptNamed(known, selected.title, false)}
              notes={notesOn('script')}
              about={say('scripts.own-set')}
              onChange={(args) => editForm({ script: { ...selected, args: [...args] } })}
              onRemove={removeSelected}
            />
          )}
        </ul>
      )}
      <Helped help={say('scripts.add.help')} wide>
        {(described) => (
          <Select
            {...described}
            label={say('scripts.add')}
            value={NOTHING}
            disabled={left.length === 0}
            options={[
              {
                value: NOTHING,
                label: say(known.length === 0 ? 'scripts.none' : 'scripts.add'),
                disabled: true,
              },
              ...left.map((script) => ({
                value: keyOf(script),
                label: scriptName(script.title),
                aside: say(script.alwaysOn ? 'scripts.add.always' : 'scripts.add.own-set', {
                  on: script.on,
                  of: script.of,
                }),
              })),
            ]}
            onChange={(key) => {
              const script = left.find((each) => keyOf(each) === key)
              if (script) addScript(script)
            }}
          />
        )}
      </Helped>
    </FoldSection>
  )
}

const keyOf = ({ title, alwaysOn }: { title: string; alwaysOn: boolean }) => `${alwaysOn} ${title}`
