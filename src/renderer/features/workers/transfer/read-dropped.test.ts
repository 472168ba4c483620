import { describe, expect, it, vi } from 'vitest'
import { inWords } from '../../../../shared/words/say.ts'
import { type Dropped, readDropped, readFile } from './read-dropped.ts'

const refusal = (dropped: Dropped) => ('refused' in dropped ? inWords(dropped.refused) : null)
const nothing = { files: [], uriList: '', plain: '' }

describe('what is dropped on the board', () => {
  it('is a file with its name', async () => {
    const file = new File(['{"workers": []}'], 'workers.json')
    expect(await readDropped({ ...nothing, files: [file] })).toEqual({
      source: { name: 'workers.json', text: '{"workers": []}' },
    })
  })

  it('is a file in whatever encoding a Windows editor saved it', async () => {
    const bytes = new Uint8Array([0xff, 0xfe, ...[...'{"a":1}'].flatMap((char) => [char.charCodeAt(0), 0])])
    expect(await readFile(new File([bytes], 'workers.json'))).toEqual({
      source: { name: 'workers.json', text: '{"a":1}' },
    })
  })

  it('is the link rather than the title a browser sends along', async () => {
    const dropped = await readDropped({
      ...nothing,
      uriList: '# a comment\r\nhttp://192.168.1.3:7860/\r\n',
      plain: 'Stable Diffusion',
    })
    expect(dropped).toEqual({ source: { name: null, text: 'http://192.168.1.3:7860/' } })
  })

  it('is a text where there is no link', async () => {
    const plain = 'laptop:192.168.1.3:7860 master:127.0.0.1'
    expect(await readDropped({ ...nothing, plain })).toEqual({ source: { name: null, text: plain } })
  })

  it('is refused in words when it holds nothing', async () => {
    expect(await readDropped({ ...nothing, plain: ' \n' })).toHaveProperty('refused')
  })

  it('is refused when there are several files', async () => {
    const files = [new File(['a'], 'a.json'), new File(['b'], 'b.json')]
    expect(refusal(await readDropped({ ...nothing, files }))).toBe(
      'Drop one file at a time, so that you can review each.',
    )
  })

  it('is not even read when the file is far too large', async () => {
    const file = new File(['x'], 'film.mkv')
    Object.defineProperty(file, 'size', { value: 4_000_000_001 })
    const text = vi.spyOn(file, 'arrayBuffer')
    expect(refusal(await readFile(file))).toBe('film.mkv is too large to be a list of machines (3.7 GB).')
    expect(text).not.toHaveBeenCalled()
  })

  it('is refused when it has more characters than a list may', async () => {
    expect(await readDropped({ ...nothing, plain: 'x'.repeat(1_000_001) })).toHaveProperty('refused')
  })

  it('is refused in words when the file cannot be read, as a folder', async () => {
    const file = new File([], 'models')
    vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('NotReadableError'))
    expect(refusal(await readFile(file))).toBe('models cannot be read.')
  })
})
