import { describe, expect, it, vi } from 'vitest'
import { createStopList } from './stop-in-reverse.ts'

describe('stopping', () => {
  it('goes in reverse order, once', async () => {
    const order: string[] = []
    const stops = createStopList(vi.fn())
    stops.add('first', () => void order.push('first'))
    stops.add('second', async () => void order.push('second'))
    await Promise.all([stops.stop(), stops.stop()])
    expect(order).toEqual(['second', 'first'])
  })
  it('goes on past a part that fails and one that never ends, and reports both', async () => {
    const report = vi.fn()
    const last = vi.fn()
    const stops = createStopList(report, 20)
    stops.add('last', last)
    stops.add('stuck', () => new Promise<void>(() => {}))
    stops.add('broken', () => {
      throw new Error('no')
    })
    await stops.stop()
    expect(last).toHaveBeenCalledOnce()
    expect(report.mock.calls.map(([what]) => what)).toEqual([
      'stopping broken failed',
      'stopping stuck failed',
    ])
  })
})
