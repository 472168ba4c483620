import { toast } from 'sonner'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { REQUEST } from '../testing/fixtures.ts'
import { replaceForm } from './edit-form.ts'
import { usePanel } from './panel-store.ts'

describe('settings that are put into the form', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    usePanel.setState({ form: { ...REQUEST, seed: -1 } })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
  const said = () => {
    const success = vi.spyOn(toast, 'success').mockReturnValue(1)
    return () =>
      success.mock.calls.at(-1)?.[1] as Record<'action' | 'cancel', { label: string; onClick(): void }>
  }

  it('say that they fix the seed, and offer a random one beside the way back', () => {
    const buttons = said()
    replaceForm({ steps: 7, seed: 418216 }, 'done')
    expect(buttons()).toMatchObject({
      description: 'The seed is fixed: 418216. The same settings make the same pictures again.',
      action: { label: 'Random seed' },
      cancel: { label: 'Undo' },
    })
    buttons().action.onClick()
    expect(usePanel.getState().form).toMatchObject({ steps: 7, seed: -1 })
    buttons().cancel.onClick()
    expect(usePanel.getState().form).toEqual({ ...REQUEST, seed: -1 })
  })
  it('offer only the way back where the seed stays random', () => {
    const buttons = said()
    replaceForm({ ...REQUEST, seed: -1 }, 'done')
    expect(buttons()).not.toHaveProperty('description')
    expect(buttons().action.label).toBe('Undo')
  })
})
