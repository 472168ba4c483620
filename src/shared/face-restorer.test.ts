import { expect, it } from 'vitest'
import { faceRestorerIn, withFaceRestorer } from './face-restorer.ts'

it('what restores faces stands among the options of a request, and leaves the others alone', () => {
  const others = { eta_noise_seed_delta: 31337 }
  const chosen = withFaceRestorer(others, 'GFPGAN')
  expect(chosen).toEqual({ ...others, face_restoration_model: 'GFPGAN' })
  expect([chosen, others, { face_restoration_model: 7 }].map(faceRestorerIn)).toEqual(['GFPGAN', null, null])
  expect(withFaceRestorer(chosen, null)).toEqual(others)
})
