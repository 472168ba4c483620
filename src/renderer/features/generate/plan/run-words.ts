import type { GenerationRequest } from '../../../../shared/generation.ts'
import { combinationsOf } from '../../../../shared/prompt-variants.ts'
import { axisLength, inputsOf, runCount } from '../../../../shared/run-count.ts'
import { say } from '../../../../shared/words/say.ts'

type Form = Parameters<typeof runCount>[0] & Pick<GenerationRequest, 'images'>

/** "3 pictures × 4 images = 12 images"; null: the request is one run, and its number of images says it all. */
export function runWords(form: Form): string | null {
  const runs = runCount(form)
  if (runs < 2 || !Number.isInteger(form.images)) return null
  const factors = [
    ...several('pictures', inputsOf(form).length),
    ...textFactors(form),
    ...several(
      'cells',
      (form.grid?.axes ?? []).reduce((product, axis) => product * axisLength(axis), 1),
    ),
    say('start.runs.images', { count: form.images }),
  ]
  return say('start.runs', { factors: factors.join(' × '), images: runs * form.images })
}

/** How many prompts there are, or how many one makes. */
function textFactors({ prompt, negativePrompt, prompts, variants }: Form): string[] {
  const all = variants === 'all'
  const count = (text: string) => (all ? combinationsOf(text) : 1)
  const negatives = several('negative', count(negativePrompt))
  if (prompts.length === 0) return [...several('combinations', count(prompt)), ...negatives]
  return [
    ...several(
      'prompts',
      prompts.reduce((sum, each) => sum + count(each), 0),
    ),
    ...negatives,
  ]
}

const several = (what: 'pictures' | 'prompts' | 'combinations' | 'negative' | 'cells', count: number) =>
  count > 1 ? [say(`start.runs.${what}`, { count })] : []
