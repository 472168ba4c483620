import { expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { InputPicture } from '../../../shared/input-picture.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { inWords } from '../../../shared/words/say.ts'
import { runProblem } from './run-problem.ts'

const input = (name: string, width: number, height: number) =>
  InputPicture.parse({ id: 'a'.repeat(64), name, width, height })

it.each([
  [true, 4096, 4096, null],
  [true, 4098, 100, null],
  [true, 100, 4104, 'wide.png is 100 by 4,104 px'],
  [true, 30_000, 2000, 'wide.png is 30,000 by 2,000 px'],
  [false, 30_000, 2000, null],
])('images in the size of their input (%s) of %d by %d px: %s', (ownSize, width, height, words) => {
  const problem = runProblem({
    ...DEFAULT_REQUEST,
    imageToImage: { ...IMAGE_TO_IMAGE_DEFAULTS, ownSize },
    inputs: [input('small.png', 64, 64), input('wide.png', width, height)],
  })
  if (words === null) expect(problem).toBeNull()
  else {
    expect(problem?.field).toBe('inputs')
    expect(inWords(problem?.why ?? '')).toContain(words)
    expect(inWords(problem?.why ?? '')).toContain('at most 4,096 px')
  }
})
