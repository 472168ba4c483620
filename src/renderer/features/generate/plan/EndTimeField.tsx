import { type KeyboardEvent, useState } from 'react'
import { type EndTime, endTimeFrom, endTimeText } from '../../../../shared/end-time.ts'
import { say } from '../../../../shared/words/say.ts'
import { Help, useHelp } from '../../../ui/Help.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { NO_TIME, steppedEndTime } from './end-time-entry.ts'

/** Steps of the arrow keys, minutes. */
const KEY_STEPS: Readonly<Record<string, number>> = { ArrowUp: 5, ArrowDown: -5, PageUp: 30, PageDown: -30 }

interface EndTimeFieldProps {
  readonly value: EndTime
  /** called with every key, possibly with no time at all, so that the form can say what is wrong */
  readonly onChange: (value: EndTime) => void
  readonly className?: string | undefined
  /** id of what is wrong with it */
  readonly error: string | undefined
}

/** When a job ends: "18:00", or after "45m". Arrow keys step it by five minutes, Page Up and Down by thirty. */
export function EndTimeField({ value, onChange, className, error }: EndTimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const minutes = KEY_STEPS[event.key]
    if (minutes === undefined) return
    event.preventDefault()
    setTyped(null)
    onChange(steppedEndTime(value, minutes))
  }
  const helped = useHelp(say('generate.until.hint'))
  return (
    <div {...helped.handlers}>
      <Help {...helped}>
        <span>
          <TextField
            aria-label={say('generate.until')}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={[error, helped.id].filter(Boolean).join(' ')}
            autoComplete="off"
            placeholder={say('generate.until.example')}
            className={className}
            value={typed ?? endTimeText(value)}
            onChange={(event) => {
              setTyped(event.target.value)
              onChange(endTimeFrom(event.target.value) ?? NO_TIME)
            }}
            onKeyDown={handleKey}
            onBlur={() => {
              // What was typed and is no time stays, with its error.
              if (typed !== null && endTimeFrom(typed) !== null) setTyped(null)
            }}
          />
        </span>
      </Help>
    </div>
  )
}
