import { Pause } from 'lucide-react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ActionButton } from './ActionButton.tsx'
import type { Action } from './action.ts'

const drawn = (patch: Partial<Action<number>>) =>
  renderToStaticMarkup(
    <ActionButton
      action={{ name: (number) => `Pause job ${number}`, icon: Pause, run: () => {}, ...patch }}
      subject={31}
      size="small"
      title="31"
    />,
  )

it('is a button with the name of the action, in the look it is given', () => {
  expect(drawn({})).toMatch(/<button type="button" [^>]*title="31"[^>]*>Pause job 31<\/button>/)
  expect(drawn({})).not.toContain('disabled')
})

it('is greyed where the action cannot be done now', () => {
  expect(drawn({ can: (number) => number !== 31 })).toContain('disabled')
})

it('is nothing where the action does not fit', () => {
  expect(drawn({ fits: (number) => number !== 31 })).toBe('')
})
