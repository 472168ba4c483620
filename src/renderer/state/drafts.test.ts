import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import { LIMITS } from '../../shared/limits.ts'
import { DEFAULT_SETTINGS, type SettingsPatch } from '../../shared/settings.ts'
import {
  closeDraft,
  draftName,
  duplicateDraft,
  openDraft,
  renameDraft,
  showDraft,
  stepDraft,
} from './drafts.ts'
import { emptyPanel, usePanel } from './panel-store.ts'

const toasts = vi.hoisted(() => ({ undo: [] as (() => void)[], refused: [] as string[] }))
vi.mock('./toasts.ts', () => ({
  showDone: (_title: string, action?: { run: () => void }) => action && toasts.undo.push(action.run),
  showRefusal: (title: string) => toasts.refused.push(title),
  showProblem: () => {},
}))

let saved: SettingsPatch[] = []
beforeEach(() => {
  saved = []
  toasts.undo.length = 0
  toasts.refused.length = 0
  const updateSettings = async ({ patch }: { patch: SettingsPatch }) => {
    saved.push(patch)
    return { ok: true, value: { ...DEFAULT_SETTINGS, ...patch } }
  }
  vi.stubGlobal('window', { tributary: { updateSettings } })
  usePanel.setState({ ...emptyPanel, form: { ...DEFAULT_REQUEST, prompt: 'first' } })
})
afterEach(() => vi.unstubAllGlobals())

const type = (prompt: string) => usePanel.setState(({ form }) => ({ form: { ...form, prompt } }))
const shown = () => usePanel.getState().form.prompt
const tabs = () => {
  const { drafts, draftAt, form } = usePanel.getState()
  return drafts.map((draft, at) => draftName(at === draftAt ? { ...draft, form } : draft, at))
}

describe('drafts', () => {
  it('are none until a second one is opened, which begins with the defaults', () => {
    expect(tabs()).toEqual([])
    openDraft()
    expect(shown()).toBe('')
    expect(tabs()).toEqual(['first', 'Draft 2'])
  })
  it('keep what is typed in each, and are saved with the one on the screen', () => {
    openDraft()
    type('second one with many words in it')
    stepDraft(1)
    expect(shown()).toBe('first')
    type('first, changed')
    showDraft(1)
    expect(shown()).toBe('second one with many words in it')
    expect(saved.at(-1)).toMatchObject({
      draftAt: 1,
      form: { prompt: 'second one with many words in it' },
      drafts: [
        { form: { prompt: 'first, changed' } },
        { form: { prompt: 'second one with many words in it' } },
      ],
    })
    expect(tabs()).toEqual(['first, changed', 'second one with many'])
  })
  it('are saved with a default in place of what is not typed to its end', () => {
    usePanel.setState(({ form }) => ({ form: { ...form, steps: Number.NaN } }))
    openDraft()
    expect(saved.at(-1)?.drafts?.[0]?.form).toMatchObject({ prompt: 'first', steps: DEFAULT_REQUEST.steps })
    stepDraft(-1)
    expect(usePanel.getState().form.steps).toBeNaN()
  })
  it('are closed with a way back; the last one stays, without a tab', () => {
    openDraft()
    type('second')
    closeDraft(0)
    expect(shown()).toBe('second')
    expect(tabs()).toEqual([])
    closeDraft(0)
    expect(shown()).toBe('second')
    toasts.undo[0]?.()
    expect(shown()).toBe('first')
    expect(tabs()).toEqual(['first', 'second'])
  })
  it('are called by a name of their own, or by their prompt again', () => {
    openDraft()
    renameDraft(0, '  Harbour ')
    expect(tabs()).toEqual(['Harbour', 'Draft 2'])
    renameDraft(0, ' ')
    expect(tabs()).toEqual(['first', 'Draft 2'])
  })
  it('are duplicated, up to as many as fit beside each other', () => {
    for (let count = 0; count < LIMITS.drafts + 2; count++) duplicateDraft(0)
    expect(tabs()).toHaveLength(LIMITS.drafts)
    expect(new Set(tabs())).toEqual(new Set(['first']))
    expect(toasts.refused).toHaveLength(3)
  })
})
