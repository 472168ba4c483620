import type { ImageFacets } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'

interface Choice {
  /** on the entry that chooses none of them */
  readonly all: string
  readonly chosen: string | null
  readonly choose: (value: string | null) => void
}

/** The entries of a filter: everything, then each value with how many pictures it has. What is chosen stays among them, also when its last picture is gone. */
export function facetEntries(facet: ImageFacets['workers'], { all, chosen, choose }: Choice): MenuEntry[] {
  const values = facet.map(({ value, images }) => ({
    value,
    label: say('pictures.filter.value', { value, images }),
  }))
  if (chosen !== null && !facet.some(({ value }) => value === chosen))
    values.push({
      value: chosen,
      label: say('pictures.filter.value-without-pictures', { value: chosen }),
    })
  return [
    { kind: 'check', label: all, checked: chosen === null, run: () => choose(null) },
    ...values.map(
      ({ value, label }): MenuEntry => ({
        kind: 'check',
        label,
        checked: value === chosen,
        run: () => choose(value),
      }),
    ),
  ]
}
