import { describe, expect, it } from 'vitest'
import { EXTRA_LIMITS, type ExtraFields, extraNames, extraProblem, extraScripts } from './extra-fields.ts'
import { DEFAULT_REQUEST, GenerationRequest } from './generation.ts'
import { HIRES_FIELDS, requestFields } from './request-fields.ts'
import { cpuMs } from './testing/growth.ts'
import { issueReason, namedIssue } from './words/issue.ts'
import { inWords } from './words/say.ts'

const CONTROL = { ControlNet: { args: [{ image: 'iVBORw0KGgo=', weight: 0.5, nested: [[null, true]] }] } }
const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)

describe('the extra fields of a request', () => {
  it.each<[string, unknown]>([
    ['none', {}],
    ['fields nobody here has heard of', { eta: 0.5, s_churn: 0.5, next_years_field: [1, 'two', null] }],
    ['always-on scripts with pictures in their arguments', { alwayson_scripts: CONTROL }],
    ['as many values as there may be', { list: Array.from({ length: EXTRA_LIMITS.values - 2 }, () => 0) }],
    ['as long a text as there may be', { x: 'y'.repeat(EXTRA_LIMITS.characters - 1) }],
    ['as deep as they may be', { x: nested(EXTRA_LIMITS.depth - 1) }],
  ])('may be %s', (_, extra) => {
    expect(extraProblem(extra)).toBeNull()
  })

  it.each<[string, unknown, ReturnType<typeof extraProblem>]>([
    ['a list', [1], { about: 'not-object' }],
    ['nothing', null, { about: 'not-object' }],
    ['a list of scripts', { alwayson_scripts: [] }, { about: 'not-object' }],
    [
      'too many values',
      { list: Array.from({ length: EXTRA_LIMITS.values }, () => 0) },
      { about: 'too-large' },
    ],
    ['too long a text', { x: 'y'.repeat(EXTRA_LIMITS.characters) }, { about: 'too-large' }],
    ['too long a name', { ['y'.repeat(EXTRA_LIMITS.characters + 1)]: 1 }, { about: 'too-large' }],
    ['too deep', { x: nested(EXTRA_LIMITS.depth) }, { about: 'too-deep' }],
    ['no number', { x: Number.NaN }, { about: 'not-json' }],
    ['no value', { x: undefined }, { about: 'not-json' }],
    ['the prototype of an object', JSON.parse('{"x": {"__proto__": {"y": 1}}}'), { about: 'not-json' }],
  ])('may not be %s', (_, extra, problem) => {
    expect(extraProblem(extra)).toEqual(problem)
  })

  it('are never a field that the request has of its own, or that decides what is dealt', () => {
    const wires = [
      ...requestFields().map(([, { wire }]) => wire),
      ...Object.values(HIRES_FIELDS).map(({ wire }) => wire),
    ]
    for (const name of [
      ...wires.filter((wire) => wire !== null),
      'batch_size',
      'n_iter',
      'force_task_id',
      'override_settings',
      'script_name',
    ])
      expect(extraProblem({ eta: 0.5, [name]: 1 })).toEqual({ about: 'own-field', name })
  })

  it('are refused with the field at fault', () => {
    const refused = GenerationRequest.safeParse({ ...DEFAULT_REQUEST, extra: { steps: 4 } })
    const issue = refused.error?.issues[0]
    if (issue === undefined) throw new Error('it was taken')
    expect(issue.path).toEqual(['extra'])
    expect(inWords(namedIssue(issue, 'Other fields'))).toBe(
      'Other fields: steps cannot be among them; it has a field of its own.',
    )
    expect(inWords(issueReason(issue))).toBe('steps has a field of its own')
  })

  it('are none in what was stored before there were any', () => {
    const { extra: _, ...before } = DEFAULT_REQUEST
    expect(GenerationRequest.parse(before).extra).toEqual({})
  })

  it('take time in proportion to their size, however deep they are', async () => {
    const deep = nested(100_000)
    expect(extraProblem({ x: deep })).toEqual({ about: 'too-deep' })
    expect(await cpuMs(() => extraProblem({ x: deep }))).toBeLessThan(1000)
  })

  it('tell which scripts run, and how all of them are called', () => {
    const extra: ExtraFields = { eta: 0.5, alwayson_scripts: CONTROL }
    expect(extraScripts(extra)).toEqual(['ControlNet'])
    expect(extraScripts({ eta: 0.5 })).toEqual([])
    expect(extraNames(extra)).toEqual(['eta', 'ControlNet'])
  })
})
