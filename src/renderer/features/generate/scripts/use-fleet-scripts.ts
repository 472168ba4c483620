import type { FleetScript } from '../../../../shared/script-arguments.ts'
import { useAsked } from '../../../state/asked.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'

const NONE: readonly FleetScript[] = []

/** The scripts of the fleet, asked for again when its lists change. Empty while they are not known. */
export function useFleetScripts(): readonly FleetScript[] {
  const offered = usePanel((state) => state.offers.scripts)
  const asked = useAsked('scripts', offered, () => call('fleetScripts', {}))
  return asked.at === 'ready' ? asked.answer.scripts : NONE
}

/** The one that a request means. */
export const scriptNamed = (
  scripts: readonly FleetScript[],
  title: string,
  alwaysOn: boolean,
): FleetScript | undefined =>
  scripts.find((script) => script.alwaysOn === alwaysOn && script.title.toLowerCase() === title.toLowerCase())
