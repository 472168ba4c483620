import { expect, it, vi } from 'vitest'
import { readTextFile } from './read-text-file.ts'

it('reads a file in whatever encoding a Windows editor saved it', async () => {
  const bytes = new Uint8Array([0xff, 0xfe, ...[...'é1'].flatMap((char) => [char.charCodeAt(0), 0])])
  expect(await readTextFile(new File([bytes], 'list.txt'), 10)).toEqual({ text: 'é1' })
})

it('counts characters, not bytes', async () => {
  expect(await readTextFile(new File(['日本語'], 'list.txt'), 3)).toEqual({ text: '日本語' })
  expect(await readTextFile(new File(['four'], 'list.txt'), 3)).toEqual({ why: 'too-long' })
})

it('does not even read a file that is far too large', async () => {
  const file = new File(['x'.repeat(13)], 'film.mkv')
  const read = vi.spyOn(file, 'arrayBuffer')
  expect(await readTextFile(file, 3)).toEqual({ why: 'too-large' })
  expect(read).not.toHaveBeenCalled()
})

it('says that a folder cannot be read', async () => {
  const file = new File([], 'models')
  vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('NotReadableError'))
  expect(await readTextFile(file, 3)).toEqual({ why: 'unreadable' })
})
