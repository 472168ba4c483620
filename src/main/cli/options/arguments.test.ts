import { describe, expect, it } from 'vitest'
import {
  collectOverride,
  collectWorker,
  numberWithin,
  pictureSize,
  refinerAt,
  targetSize,
  wholeNumber,
} from './arguments.ts'

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
  it('options of a server as JSON, or as a text where it is none', () => {
    const all = ['a=1', 'b=true', 'c="1"', 'd=NV', 'e=[1,{"x":null}]', 'f=x=y', 'g=', 'a=2']
    expect(all.reduce((before, each) => collectOverride(each, before), {})).toEqual({
      ...{ a: 2, b: true, c: '1', d: 'NV', e: [1, { x: null }], f: 'x=y', g: '' },
    })
    expect(() => collectOverride('randn_source')).toThrow('key=value')
    expect(() => collectOverride('=1')).toThrow('key=value')
  })
  it('a refiner with or without the share after which it takes over', () => {
    expect(refinerAt('sd_xl_refiner')).toEqual({ checkpoint: 'sd_xl_refiner', switchAt: 0.8 })
    expect(refinerAt('a@b@0.65')).toEqual({ checkpoint: 'a@b', switchAt: 0.65 })
    expect(refinerAt('a@b')).toEqual({ checkpoint: 'a@b', switchAt: 0.8 })
    expect(() => refinerAt('x@1.5')).toThrow('name@0.8')
    expect(() => refinerAt('@0.5')).toThrow('name@0.8')
  })
  it('a target size, of which one side may follow', () => {
    expect(targetSize('1024x0')).toEqual({ width: 1024, height: 0 })
    for (const wrong of ['0x0', '5000x1', '1024', 'axb'])
      expect(() => targetSize(wrong)).toThrow('one of the two may be 0')
  })
})
