import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { Priority } from '../../shared/priority.ts'
import { Chip } from '../ui/Chip.tsx'
import { PriorityChip } from './PriorityChip.tsx'
import { PRIORITY_ICONS } from './priority-icons.ts'

const drawn = (priority: Priority) => renderToStaticMarkup(<PriorityChip job={{ priority }} />)

it('a job like any other has no chip', () => {
  expect(drawn('normal')).toBe('')
})

it('a job that is first says so at once; one in the background quietly', () => {
  const [First, Background] = [PRIORITY_ICONS.first, PRIORITY_ICONS.background]
  expect(drawn('first')).toBe(
    renderToStaticMarkup(
      <Chip strong icon={<First />}>
        First
      </Chip>,
    ),
  )
  expect(drawn('background')).toBe(renderToStaticMarkup(<Chip icon={<Background />}>Background</Chip>))
  expect(renderToStaticMarkup(<Chip strong>First</Chip>)).not.toBe(renderToStaticMarkup(<Chip>First</Chip>))
})
