import { REQUEST_FIELDS } from '../../../shared/request-fields.ts'
import type { BatchRequest } from '../../core/generation.ts'
import { withInputs } from './input-bytes.ts'

/**
 * Fields that are sent only where they are asked for: refiner, faces, tiling, the size noise is drawn for, a selectable script. What is
 * left out is as the server has it.
 */
export function pictureFields({ params, names }: BatchRequest): Record<string, unknown> {
  const { refiner, restoreFaces, tiling, seedResize, script } = params
  return {
    ...(refiner === null
      ? {}
      : {
          [REQUEST_FIELDS.refiner.wire]: names?.refiner ?? refiner.checkpoint,
          refiner_switch_at: refiner.switchAt,
        }),
    ...(restoreFaces === null ? {} : { [REQUEST_FIELDS.restoreFaces.wire]: restoreFaces }),
    ...(tiling === null ? {} : { [REQUEST_FIELDS.tiling.wire]: tiling }),
    ...(seedResize === null
      ? {}
      : { [REQUEST_FIELDS.seedResize.wire]: seedResize.width, seed_resize_from_h: seedResize.height }),
    ...(script === null
      ? {}
      : { [REQUEST_FIELDS.script.wire]: script.title, script_args: script.args.map(withInputs) }),
  }
}
