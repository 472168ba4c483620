import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import type { Fields } from '../../sdwui/server/validate-body.ts'
import type { ResolvedOptions } from '../options.ts'
import { koboldcppOrder } from './koboldcpp-order.ts'
import { resolveOrder } from './resolve-order.ts'
import { sdcppOrder } from './sdcpp-order.ts'

/** The order that these fields come to on that kind of server. */
export function orderOfKind(call: GenerationCall, fields: Fields, options: ResolvedOptions): GenerationOrder {
  switch (options.kind) {
    case 'sdcpp':
      return sdcppOrder(call, fields, options)
    case 'koboldcpp':
      return koboldcppOrder(call, fields, options)
    default:
      return resolveOrder(call, fields, options)
  }
}
