import { expect, it } from 'vitest'
import { cpuMs } from '../testing/growth.ts'
import { controlModelOn } from './control-models.ts'

const LISTED = ['control_v11p_sd15_canny [d14c016b]', 'depth', 'renamed [cab727d4]']

it.each([
  ['control_v11p_sd15_canny', 'control_v11p_sd15_canny [d14c016b]'],
  ['Control_V11p_sd15_canny.pth', 'control_v11p_sd15_canny [d14c016b]'],
  ['control_v11p_sd15_canny [d14c016b]', 'control_v11p_sd15_canny [d14c016b]'],
  ['control_v11p_sd15_canny [00000000]', null],
  ['depth [cfd03158]', 'depth'],
  ['control_v11p_sd15_openpose [CAB727D4]', 'renamed [cab727d4]'],
  ['control_v11p_sd15_openpose', null],
  ['', null],
])('"%s" is %s there', (wanted, found) => {
  expect(controlModelOn(LISTED, wanted)).toBe(found)
})

it('reads a name of any length in one pass', async () => {
  const find = () => controlModelOn([`${' ['.repeat(50_000)}`], ' ['.repeat(50_000))
  expect(find()).not.toBe(undefined)
  expect(await cpuMs(find)).toBeLessThan(200)
})
