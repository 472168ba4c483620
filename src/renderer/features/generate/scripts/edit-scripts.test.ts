import { toast } from 'sonner'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import type { FleetScript } from '../../../../shared/script-arguments.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { undoNewest } from '../../../state/undo.ts'
import { addScript } from './edit-scripts.ts'

const script = (title: string): FleetScript => ({ title, alwaysOn: false, args: null, on: 1, of: 1 })

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(toast, 'dismiss').mockReturnValue('')
  usePanel.setState({ form: DEFAULT_REQUEST })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('the script whose place another takes comes back with Undo, and all that was set in it', () => {
  addScript(script('Loopback'))
  expect(undoNewest()).toBe(false)
  usePanel.setState({ form: { ...DEFAULT_REQUEST, script: { title: 'Loopback', args: [4, 0.9] } } })
  addScript(script('Prompt matrix'))
  expect(usePanel.getState().form.script?.title).toBe('Prompt matrix')
  expect(undoNewest()).toBe(true)
  expect(usePanel.getState().form.script).toEqual({ title: 'Loopback', args: [4, 0.9] })
})
