import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import type { FaultScript } from '../faults/fault-script.ts'

/** The order as the faults in force have it made: with another sampler, at other sizes. */
export function changedByFaults(order: GenerationOrder, faults: FaultScript): GenerationOrder {
  const other = faults.find('other-sampler')
  const snap = faults.find('snap')
  return {
    ...order,
    ...(other === null ? {} : { sampler: other.name ?? 'DPM++ 2M', schedule: 'Karras' }),
    ...(snap === null ? {} : snapped(order, snap.px)),
  }
}

/** Every side a multiple of so many px, rounded down. */
function snapped(order: GenerationOrder, px: number): Partial<GenerationOrder> {
  const side = (value: number) => Math.max(px, Math.floor(value / px) * px)
  const both = ({ width, height }: { width: number; height: number }) => ({
    ...{ width: side(width), height: side(height) },
  })
  return {
    ...both(order),
    told: both(order),
    hires: order.hires === null ? null : { ...order.hires, ...both(order.hires) },
  }
}

/** The order as the texts of its answer tell it: where a fault has it so, every image carries the first one's seed. */
export function labelledByFaults(
  order: GenerationOrder,
  faults: FaultScript,
  where: 'text' | 'info',
): GenerationOrder {
  const fault = faults.find('same-seed-label')
  const [first] = order.seeds
  if (fault === null || first === undefined || (fault.where !== 'both' && fault.where !== where)) return order
  return { ...order, seeds: order.seeds.map(() => first) }
}
