import type { GenerationRequest } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import type { PromptStyle } from '../../../shared/styles.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../failure.ts'
import type { GenerationParams } from '../generation.ts'
import type { FleetWorker } from '../ports.ts'

/** The texts of all styles that a job may use, as they were when it was submitted. */
export type StyleTexts = readonly PromptStyle[]

/** What stands for no style at all. */
const isNone = (name: string): boolean => /^none$/i.test(name)

/** Names of the styles a request may use, each once. */
function styleNames({ styles, grid }: Pick<GenerationRequest, 'styles' | 'grid'>): string[] {
  const inGrid = (grid?.axes ?? []).flatMap(({ field, values }) => (field === 'style' ? values : []))
  return [...new Set([...styles, ...inGrid])].filter((name) => !isNone(name))
}

/**
 * The styles that a request names: a person's own go first, then those of the machines in their order on the board. `missing`: names that
 * nobody has a text for.
 */
export function collectStyles(
  request: Pick<GenerationRequest, 'styles' | 'grid'>,
  own: StyleTexts,
  workers: readonly Pick<FleetWorker, 'order' | 'lane' | 'capabilities'>[],
): { readonly texts: StyleTexts; readonly missing: readonly string[] } {
  const names = styleNames(request)
  if (names.length === 0) return { texts: [], missing: [] }
  const machines = workers.filter(({ lane }) => lane !== 'off').toSorted((a, b) => a.order - b.order)
  const lists = [own, ...machines.map(({ capabilities }) => capabilities?.styles ?? [])]
  const texts = names.flatMap((name) => {
    for (const list of lists) {
      const found = list.find((style) => style.name === name)
      if (found !== undefined) return [found]
    }
    return []
  })
  return { texts, missing: names.filter((name) => !texts.some((text) => text.name === name)) }
}

/** As `collectStyles`; throws `bad-request` for a style that nobody has. */
export function stylesFor(...[request, own, workers]: Parameters<typeof collectStyles>): StyleTexts {
  const { texts, missing } = collectStyles(request, own, workers)
  const [name] = missing
  if (name === undefined) return texts
  throw new TributaryError('bad-request', reason('planning.style-missing', { name }), null, {
    field: 'styles',
  })
}

type Styled = Pick<GenerationParams, 'prompt' | 'negativePrompt' | 'styles' | 'hires'>

/**
 * With the styles it names in its prompts, as AUTOMATIC1111 puts them there (modules/styles.py): a server skips a style it does not have
 * without a word, so none is told the names. The result names none: applied again it stays as it is. Throws `bad-request` where it gets
 * too long.
 */
export function withStyles<Params extends Styled>(params: Params, texts: StyleTexts): Params {
  if (params.styles.length === 0) return params
  const chosen = params.styles.flatMap((name) => texts.find((style) => style.name === name) ?? [])
  const styled = (text: string, part: 'prompt' | 'negativePrompt') =>
    chosen.reduce((whole, style) => merged(whole, style[part]), text)
  const { hires } = params
  const own = (part: 'prompt' | 'negativePrompt') => {
    const text = hires?.[part] ?? ''
    return text === '' ? {} : { [part]: styled(text, part) }
  }
  return {
    ...params,
    prompt: styled(params.prompt, 'prompt'),
    negativePrompt: styled(params.negativePrompt, 'negativePrompt'),
    ...(hires === null ? {} : { hires: { ...hires, ...own('prompt'), ...own('negativePrompt') } }),
    styles: [],
  }
}

const PROMPT = '{prompt}'

function merged(prompt: string, style: string): string {
  const around = style.split(PROMPT)
  const length = style.length + (around.length - 1) * (prompt.length - PROMPT.length)
  // Styles that name the prompt twice double it, one after the other.
  if (length > LIMITS.promptCharacters)
    throw new TributaryError(
      'bad-request',
      reason('planning.styles-too-long', { most: LIMITS.promptCharacters }),
      null,
      { field: 'styles' },
    )
  if (around.length > 1) return around.join(prompt)
  return [prompt.trim(), style.trim()].filter((part) => part !== '').join(', ')
}
