import { describe, expect, it } from 'vitest'
import { nameParts } from './name-parts.ts'

describe('the name of a machine where room is scarce', () => {
  it.each([
    ['http://studio-render-03:7861', 'studio-render', '-03:7861'],
    ['studio-render-03:7861', 'studio-render', '-03:7861'],
    ['192.168.100.103:7861', '192.168.100', '.103:7861'],
    ['workstation:7861', 'workstation', ':7861'],
    ['https://gpu.example.com:7860/sd', 'gpu.example', '.com:7860/sd'],
    ['render-node-rack-07', 'render-node-rack', '-07'],
    ['render farm machine 12', 'render farm machine', ' 12'],
  ])('%s keeps what tells it from others', (name, head, tail) => {
    expect(nameParts(name)).toEqual({ head, tail })
  })

  it.each(['laptop', 'node-07', 'argon:7861'])('%s is short enough to stay whole', (name) => {
    expect(nameParts(name)).toEqual({ head: name, tail: '' })
  })

  it('is cut at its end where nothing there tells it from others', () => {
    expect(nameParts('theoldmachineinthecellar')).toEqual({ head: 'theoldmachineinthecellar', tail: '' })
  })
})
