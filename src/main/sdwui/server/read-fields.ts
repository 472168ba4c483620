import { type GenerationCall, generationFields } from '../protocol/generation-fields.ts'
import { withInfotext } from '../protocol/infotext-fields.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'
import { readSdcppBody } from './sdcpp-body.ts'
import { type Fields, fillFields, type RawBody, readJsonObject } from './validate-body.ts'

/** The fields of a generation request as a kind of server reads a body; throws what it answers for one it cannot read. */
export function readFields(call: GenerationCall, body: RawBody, facts: ServerFacts): Fields {
  if (facts.body === 'sdcpp') return readSdcppBody(body)
  const given = readJsonObject(body)
  return fillFields(
    facts.infotextField ? withInfotext(given) : given,
    generationFields(call, facts),
    facts.validation,
  )
}
