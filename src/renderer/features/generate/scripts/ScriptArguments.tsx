import type { Json } from '../../../../shared/extra-fields.ts'
import type { FleetScript } from '../../../../shared/script-arguments.ts'
import { say } from '../../../../shared/words/say.ts'
import { ArgumentField } from './ArgumentField.tsx'
import { JsonField } from './JsonField.tsx'
import styles from './ScriptsSection.module.css'

interface ScriptArgumentsProps {
  /** undefined: no machine tells of it */
  readonly script: FleetScript | undefined
  readonly args: readonly Json[]
  readonly onChange: (args: readonly Json[]) => void
}

/** The arguments of a script: a field for each that its description names, all of them as JSON where there is none. */
export function ScriptArguments({ script, args, onChange }: ScriptArgumentsProps) {
  const described = script?.args ?? []
  const shown = described.filter(({ label }) => label !== null && label.trim() !== '')
  const fields = shown.length > 0 && args.length <= described.length
  if (fields)
    return (
      // Labels and choices are the server's own words.
      <div className={styles.arguments} translate="no">
        {described.map((argument, at) => (
          <ArgumentField
            // biome-ignore lint/suspicious/noArrayIndexKey: an argument is its place
            key={at}
            argument={argument}
            title={script?.title ?? ''}
            at={at}
            value={args[at] ?? null}
            onChange={(value) =>
              onChange(
                described.map((each, place) => (place === at ? value : (args[place] ?? each.value ?? null))),
              )
            }
          />
        ))}
      </div>
    )
  return (
    <JsonField<Json>
      label={say('scripts.arguments')}
      help={say('scripts.arguments.help')}
      value={[...args]}
      check={(value) => (Array.isArray(value) ? undefined : say('scripts.no-list'))}
      onChange={(value) => Array.isArray(value) && onChange(value as readonly Json[])}
    />
  )
}
