import { expect, it } from 'vitest'
import { endInOrder } from './end-in-order.ts'

it('ends one after another, and all of them where one fails', async () => {
  const ended: string[] = []
  const end = (name: string) => () => void ended.push(name)
  const failing = (name: string) => async () => {
    ended.push(name)
    throw new Error(name)
  }
  await endInOrder(end('a'), end('b'))
  await expect(endInOrder(end('c'), failing('d'), failing('e'), end('f'))).rejects.toThrow('d')
  expect(ended).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})
