import { describe, expect, it } from 'vitest'
import { chromiumArgs } from './chromium.ts'

const NEVER = { TRIBUTARY_CHROMIUM_OPTIMIZE: 'never', TRIBUTARY_CHROMIUM_DRAW: 'never' }
const [OPTIMIZES_NOTHING, DRAWS_NOTHING] = [
  '--js-flags=--no-turbofan --no-maglev',
  '--force-gpu-mem-available-mb=0',
]

describe('what Chromium is started with', () => {
  it('neither optimizes scripts nor draws where nothing is measured and nobody looks', () => {
    expect(chromiumArgs({ headless: true }, NEVER)).toEqual(
      expect.arrayContaining([OPTIMIZES_NOTHING, DRAWS_NOTHING]),
    )
  })

  it('does both where it was not said', () => {
    const args = chromiumArgs({ headless: true }, { TRIBUTARY_CHROMIUM_DRAW: 'always' })
    expect(args).not.toContain(OPTIMIZES_NOTHING)
    expect(args).not.toContain(DRAWS_NOTHING)
  })

  it('draws and optimizes for a person whatever was said', () => {
    const args = chromiumArgs({ headless: false }, NEVER)
    expect(args).not.toContain(OPTIMIZES_NOTHING)
    expect(args).not.toContain(DRAWS_NOTHING)
  })
})
