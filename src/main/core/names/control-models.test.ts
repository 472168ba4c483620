import { expect, it } from 'vitest'
import type { Json } from '../../../shared/extra-fields.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { withOwnControlModels } from './control-models.ts'

const server = (controlModels: string[] | null) => ({ controlModels }) as Capabilities
const asked = (args: Json) =>
  paramsFor({ extra: { s_churn: 1, alwayson_scripts: { Seed: {}, ControlNet: { more: 1, args } } } })
const sent = (args: Json, models: string[] | null) =>
  withOwnControlModels(asked(args), server(models)).extra.alwayson_scripts

it('names a model as the worker lists it, and leaves the rest as it is', () => {
  const args = [{ model: 'canny', weight: 0.5 }, 'odd', { module: 'invert' }, { model: 'unknown' }]
  expect(sent(args, ['Canny [d14c016b]'])).toEqual({
    Seed: {},
    ControlNet: {
      more: 1,
      args: [{ model: 'Canny [d14c016b]', weight: 0.5 }, 'odd', { module: 'invert' }, { model: 'unknown' }],
    },
  })
})

it.each([
  ['its models are not known', asked([{ model: 'canny' }]), null],
  ['nothing is a list of units', asked({}), ['canny']],
  ['there is no ControlNet', paramsFor({ extra: { alwayson_scripts: { Seed: {} } } }), ['canny']],
  ['there are no scripts', paramsFor(), ['canny']],
])('changes nothing where %s', (_, params, models) => {
  expect(withOwnControlModels(params, server(models))).toBe(params)
})
