import { describe, expect, it } from 'vitest'
import { splitNamedAddress } from './named-address.ts'

describe('a name before an address', () => {
  it.each([
    ['laptop:127.0.0.1:7999', 'laptop', '127.0.0.1:7999'],
    ['laptop:gpu.example:7860/sd', 'laptop', 'gpu.example:7860/sd'],
    ['laptop:[fd00::1]:7860', 'laptop', '[fd00::1]:7860'],
    ['laptop:[fd00::1]', 'laptop', '[fd00::1]'],
    ['laptop=http://user:pass@gpu.example/sd', 'laptop', 'http://user:pass@gpu.example/sd'],
    ['laptop:https://gpu.example', 'laptop', 'https://gpu.example'],
  ])('is taken off %s', (text, name, address) => {
    expect(splitNamedAddress(text)).toEqual({ name, address })
  })

  it.each([
    'laptop',
    'laptop:7860',
    'http://laptop:7860',
    'http://laptop:7860/a:b:1',
    '[fd00::1]:7860',
    'fd00::1',
    'user:pass@gpu.example:7860',
    ':127.0.0.1:7860',
    'a:b:c:7860',
  ])('is not seen in %s', (text) => {
    expect(splitNamedAddress(text)).toEqual({ name: null, address: text })
  })
})
