import { expect, it } from 'vitest'
import { foldersDropped, picturesOfFolder } from './folder-pictures.ts'

const chosen = (path: string): File => {
  const file = new File(['x'], path.split('/').at(-1) ?? '')
  Object.defineProperty(file, 'webkitRelativePath', { value: path })
  return file
}

it('of a folder that was chosen those pictures count that lie in it, in order of their numbers', () => {
  const paths = ['in/frame10.png', 'in/frame2.PNG', 'in/notes.txt', 'in/.hidden.png', 'in/old/frame1.png']
  expect(picturesOfFolder(paths.map(chosen)).map(({ name }) => name)).toEqual(['frame2.PNG', 'frame10.png'])
})

const entry = (name: string) => ({
  ...{ isFile: true, isDirectory: false, name },
  file: (tell: (file: File) => void) => tell(new File(['x'], name)),
})
const folder = (...pieces: readonly (readonly string[])[]) => {
  const left = [...pieces.map((names) => names.map(entry)), []]
  const createReader = () => ({ readEntries: (tell: (some: unknown[]) => void) => tell(left.shift() ?? []) })
  return { isFile: false, isDirectory: true, name: 'folder', createReader }
}
const dropped = (...entries: readonly unknown[]) =>
  foldersDropped({
    items: entries.map((each) => ({ kind: 'file', webkitGetAsEntry: () => each })),
  } as unknown as DataTransfer)

it('of folders that were dropped all pictures come, however many pieces they are told in', async () => {
  const files = await dropped(entry('beside.png'), folder(['b.png', 'c.md'], ['a.webp']), folder(['0.jpg']))
  expect(files?.map(({ name }) => name)).toEqual(['a.webp', 'b.png', '0.jpg'])
})

it('files without a folder are for others', () => {
  expect(dropped(entry('a.png'))).toBeNull()
  const text = { items: [{ kind: 'string' }] } as unknown as DataTransfer
  expect(foldersDropped(text)).toBeNull()
})

it('a folder that cannot be read is told', async () => {
  const createReader = () => ({
    readEntries: (_: unknown, fail: (why: Error) => void) => fail(new Error('gone')),
  })
  await expect(dropped({ isDirectory: true, createReader })).rejects.toThrow('gone')
})
