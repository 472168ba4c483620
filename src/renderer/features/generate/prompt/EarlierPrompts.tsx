import { Command } from 'cmdk'
import { History } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { cx } from '../../../ui/class-names.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import searched from '../../../ui/search-list.module.css'
import { indexNames } from './completion/name-index.ts'
import styles from './EarlierPrompts.module.css'
import fieldStyles from './PromptField.module.css'
import type { Prompt } from './prompt-text.ts'

/** px from the button to the right edge of the field, where the two buttons beside it end */
const TO_EDGE = -48
const MOST_SHOWN = 40
/** Of one prompt, characters */
const SHOWN_CHARACTERS = 300

interface EarlierPromptsProps {
  readonly which: Prompt
  readonly prompts: readonly string[]
  /** the prompt is replaced; the focus is to be in it then */
  readonly take: (prompt: string) => void
  readonly takeFocus: () => boolean
}

/** The prompts of earlier jobs, newest first, to be searched; the one that is chosen replaces the prompt. */
export function EarlierPrompts({ which, prompts, take, takeFocus }: EarlierPromptsProps) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const index = useMemo(() => (open ? indexNames(prompts) : null), [open, prompts])
  const shown = useMemo(() => {
    const query = typed.trim()
    const hits = index?.search(query, MOST_SHOWN, { wordsOnly: true }) ?? []
    return hits.flatMap(({ at }) => prompts[at] ?? [])
  }, [index, prompts, typed])
  const list = useRef<HTMLDivElement>(null)
  const label = say(`prompt.earlier.${which}`)
  const toggle = (next: boolean) => {
    setTyped('')
    setOpen(next)
  }
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={toggle}
      align="end"
      alignOffset={TO_EDGE}
      className={styles.popover}
      onCloseAutoFocus={(event) => {
        if (takeFocus()) event.preventDefault()
      }}
      trigger={<IconButton className={fieldStyles.insert} label={label} icon={<History />} tooltip={false} />}
    >
      <Command ref={list} label={label} shouldFilter={false} loop className={searched.command}>
        <Command.Input
          className={searched.search}
          placeholder={say('prompt.earlier.search')}
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List label={label} className={cx(searched.list, styles.list)}>
          <Command.Empty className={searched.none}>
            {say(prompts.length === 0 ? 'prompt.earlier.empty' : 'prompt.earlier.none')}
          </Command.Empty>
          {shown.map((prompt) => (
            <Command.Item
              key={prompt}
              value={prompt}
              className={cx(searched.option, styles.option)}
              onSelect={() => {
                take(prompt)
                toggle(false)
              }}
            >
              <span className={styles.text} translate="no">
                {prompt.slice(0, SHOWN_CHARACTERS)}
              </span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  )
}
