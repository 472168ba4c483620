import { describe, expect, it } from 'vitest'
import { collectWorker, numberWithin, pictureSize, wholeNumber } from './arguments.ts'

describe('the command line reads', () => {
  it('a worker as URL, as name=URL, as name:address:port, and with credentials', () => {
    expect(collectWorker('http://127.0.0.1:7860')).toEqual([{ name: null, url: 'http://127.0.0.1:7860' }])
    expect(collectWorker('argon=http://u:p@10.0.0.2:7860/sd?x=1')).toEqual([
      { name: 'argon', url: 'http://u:p@10.0.0.2:7860/sd?x=1' },
    ])
    expect(collectWorker('laptop:127.0.0.1:7999')).toEqual([{ name: 'laptop', url: '127.0.0.1:7999' }])
    expect(collectWorker('laptop:[fd00::1]:7999')).toEqual([{ name: 'laptop', url: '[fd00::1]:7999' }])
    expect(collectWorker('http://h/?a=b')).toEqual([{ name: null, url: 'http://h/?a=b' }])
  })
  it('several workers in the order given', () => {
    expect(collectWorker('b=http://b', collectWorker('a=http://a')).map((worker) => worker.name)).toEqual([
      'a',
      'b',
    ])
  })
  it('an empty address as an error', () => {
    expect(() => collectWorker('  ')).toThrow('address')
  })
  it('sizes that are multiples of 8 only', () => {
    expect(pictureSize('768x512')).toEqual({ width: 768, height: 512 })
    expect(() => pictureSize('770x512')).toThrow('multiple of 8')
    expect(() => pictureSize('32x512')).toThrow('64 to 4096')
    expect(() => pictureSize('512')).toThrow('WIDTHxHEIGHT')
  })
  it.each(['0', '10001', '2.5', '', 'many', 'NaN', '1e9'])('no %j as a number of images', (value) => {
    expect(() => wholeNumber(1, 10_000)(value)).toThrow('1 to 10000')
  })
  it.each(['', 'x', '0', 'Infinity'])('no %j as a time scale', (value) => {
    expect(() => numberWithin(0.1, 10_000)(value)).toThrow('0.1 to 10000')
  })
})
