import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { usePanel } from '../../../state/panel-store.ts'
import { submitForever, submitForm } from '../../../state/submit-form.ts'
import { whileHolding } from '../../../testing/while-holding.ts'
import type { MenuEntry } from '../../../ui/Menu.tsx'
import { GenerateButton } from './GenerateButton.tsx'

const { offered } = vi.hoisted(() => ({ offered: [] as MenuEntry[] }))
vi.mock('../../../state/submit-form.ts', () => ({ submitForm: vi.fn(), submitForever: vi.fn() }))
vi.mock('../../../ui/Menu.tsx', () => ({
  Menu: ({ trigger, entries }: { trigger: React.ReactElement; entries: MenuEntry[] }) => {
    offered.splice(0, Number.POSITIVE_INFINITY, ...entries)
    return trigger
  },
}))

const drawn = ({ disabled = false, submitting = false, blockedBy = '' } = {}) => {
  const html = whileHolding(usePanel, { submitting }, () =>
    renderToStaticMarkup(<GenerateButton disabled={disabled} blockedBy={blockedBy || undefined} />),
  )
  return [...html.matchAll(/<button.*?<\/button>/g)].map(([button]) => button)
}

describe('the button that generates', () => {
  beforeEach(() => vi.mocked(submitForm).mockClear())

  it('shows its keys, and beside it a menu of when', () => {
    const [main, menu] = drawn()
    expect(main?.replaceAll(/<[^>]*>/g, ' ')).toMatch(/Generate\s+Ctrl\s+↵/)
    expect(main).toContain('aria-keyshortcuts="Control+Enter"')
    expect(menu).toContain('aria-label="When to generate"')
    expect([main, menu].join()).not.toContain('disabled')
  })

  it('offers to generate first, with the keys for it, or in the background; each sends the form with its priority', () => {
    drawn()
    expect(
      offered.map((entry) => ('label' in entry ? [entry.label, 'keys' in entry && entry.keys] : [])),
    ).toEqual([
      ['Generate first', 'Ctrl Shift ↵'],
      ['Generate in the background', false],
      ['Generate until I stop it', false],
    ])
    for (const entry of offered) if ('run' in entry) entry.run()
    expect(vi.mocked(submitForm).mock.calls).toEqual([['first'], ['background']])
    expect(submitForever).toHaveBeenCalledOnce()
  })

  it('can be pressed neither way while something is in the way, which is told', () => {
    const [main, menu] = drawn({ disabled: true, blockedBy: 'why-not' })
    expect(main).toContain('disabled=""')
    expect(main).toContain('aria-describedby="why-not"')
    expect(menu).toContain('disabled=""')
  })

  it('can be pressed neither way while a job is on its way', () => {
    const [main, menu] = drawn({ submitting: true })
    expect(main).toMatch(/disabled=""|aria-disabled="true"|aria-busy="true"/)
    expect(menu).toContain('disabled=""')
  })
})
