import { expect, it } from 'vitest'
import { Settings } from '../../../../shared/settings.ts'
import { clampFormWidth } from './form-width.ts'

it.each([0, 279.6, 360.4, 10_000])('a form dragged to %d px takes a width that the settings accept', (px) => {
  expect(Settings.shape.formWidth.safeParse(clampFormWidth(px)).success).toBe(true)
})
