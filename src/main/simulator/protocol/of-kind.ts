import type { ResolvedOptions } from '../options.ts'
import { type GenerationCall, generationFields } from './generation-fields.ts'
import { type GenerationOrder, resolveOrder } from './generation-order.ts'
import { withInfotext } from './infotext-fields.ts'
import { type InfotextContext, infotextOf } from './infotext-text.ts'
import { koboldcppOrder } from './koboldcpp-order.ts'
import { sdcppInfotext } from './sdcpp-answer.ts'
import { readSdcppBody } from './sdcpp-body.ts'
import { sdcppOrder } from './sdcpp-order.ts'
import { SERVER_DIALECTS, type SimulatedKind } from './server-dialect.ts'
import { fillFields, type RawBody, readJsonObject } from './validate-body.ts'

/** The fields of a generation request as that kind of server reads a body; throws what it answers for one it cannot read. */
export function fieldsOfKind(
  kind: SimulatedKind,
  call: GenerationCall,
  body: RawBody,
): Readonly<Record<string, unknown>> {
  if (kind === 'sdcpp') return readSdcppBody(body)
  const dialect = SERVER_DIALECTS[kind]
  const given = readJsonObject(body)
  const isA1111 = dialect.errors === 'a1111' || dialect.errors === 'forge'
  return fillFields(isA1111 ? withInfotext(given) : given, generationFields(call, dialect), dialect)
}

/** The order that these fields come to on that kind of server. */
export function orderOfKind(
  call: GenerationCall,
  fields: Readonly<Record<string, unknown>>,
  options: ResolvedOptions,
): GenerationOrder {
  switch (options.kind) {
    case 'sdcpp':
      return sdcppOrder(call, fields, options)
    case 'koboldcpp':
      return koboldcppOrder(call, fields, options)
    default:
      return resolveOrder(call, fields, options)
  }
}

/** What that kind of server writes into image `index` of an order; null: nothing. */
export function infotextOfKind(
  kind: SimulatedKind,
  order: GenerationOrder,
  index: number,
  context: InfotextContext,
): string | null {
  switch (kind) {
    case 'sdcpp':
      return sdcppInfotext(order, index, context)
    case 'koboldcpp':
      return null
    default:
      return infotextOf(order, index, context)
  }
}
