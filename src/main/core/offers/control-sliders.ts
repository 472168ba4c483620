import type { ModuleSlider } from '../../../shared/control-modules.ts'
import type { Machine } from './fleet-offers.ts'

/** The numbers of a preprocessor beside its resolution, as the first machine that describes them does; null: none does. */
export function controlSlidersOf(machines: readonly Machine[], module: string): ModuleSlider[] | null {
  const name = module.toLowerCase()
  for (const { lane, capabilities } of machines) {
    const told = lane === 'off' ? undefined : capabilities?.controlSliders?.[name]
    if (told !== undefined) return told
  }
  return null
}
