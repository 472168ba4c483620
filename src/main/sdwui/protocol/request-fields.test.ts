import { describe, expect, it } from 'vitest'
import { HIRES_FIELDS, requestFields } from '../../../shared/request-fields.ts'
import { generationFields } from './generation-fields.ts'
import { A1111 } from './kinds/a1111.ts'
import { OPTIONS_OF_SERVER } from './options-of-server.ts'

const body = [
  ...Object.keys(generationFields('txt2img', A1111)),
  ...Object.keys(generationFields('img2img', A1111)),
]

describe('the fields of a request', () => {
  it('are called in a body as sdwui calls them', () => {
    const wires = [
      ...requestFields().map(([, { wire }]) => wire),
      ...Object.values(HIRES_FIELDS).map(({ wire }) => wire),
    ]
    expect(wires.filter((wire) => wire !== null && !body.includes(wire))).toEqual([])
  })
  it('stand for options that sdwui has', () => {
    const options = requestFields().flatMap(([, { option }]) => option ?? [])
    expect(options.filter((option) => !(option in OPTIONS_OF_SERVER))).toEqual([])
  })
  it('go to a server in one way', () => {
    for (const [name, { wire, option, sent }] of requestFields())
      expect([wire, option].filter((way) => way !== null).length, name).toBe(
        sent === 'never' || sent === 'by-name' ? 0 : 1,
      )
  })
})
