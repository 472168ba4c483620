import type { FleetScript, ScriptArgument } from '../../../shared/script-arguments.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { listers, type Machine } from './fleet-offers.ts'

/** Scripts of every new install that requests have fields of their own for, or that take nothing. */
const COVERED: ReadonlySet<string> = new Set([
  ...['refiner', 'sampler', 'seed', 'controlnet', 'extra options', 'comments'],
])
/** More cannot be chosen from a list; by their titles they can be asked for. */
const MOST_SCRIPTS = 300
/** Values and characters of all descriptions together; what lies beyond is told without its arguments. */
const MOST_CHARACTERS = 1 << 19

/** The scripts that machines have, always-on and selectable, in the order first met, each as most of the machines describe it. */
export function fleetScripts(machines: readonly Machine[]): FleetScript[] {
  const servers = listers(machines, ({ scripts = null }) => scripts)
  const found = new Map<string, { title: string; alwaysOn: boolean; on: number; told: Told[] }>()
  for (const { capabilities } of servers)
    for (const alwaysOn of [true, false])
      for (const [title, args] of Object.entries(argumentsOf(capabilities, alwaysOn))) {
        const key = title.toLowerCase()
        if (COVERED.has(key)) continue
        const script = found.get(key) ?? { title, alwaysOn, on: 0, told: [] }
        script.on++
        script.told.push({ args, text: JSON.stringify(args) })
        found.set(key, script)
      }
  let characters = 0
  return [...found.values()].slice(0, MOST_SCRIPTS).map(({ title, alwaysOn, on, told }) => {
    const most = mostTold(told)
    characters += most?.text.length ?? 0
    const args = most === undefined || characters > MOST_CHARACTERS ? null : [...most.args]
    return { title, alwaysOn, args, on, of: servers.length }
  })
}

interface Told {
  readonly args: readonly ScriptArgument[]
  readonly text: string
}

const argumentsOf = (capabilities: Capabilities, alwaysOn: boolean) =>
  (alwaysOn ? capabilities.alwaysOnArguments : capabilities.scriptArguments) ?? {}

/** What most say; of two that are as many the first. */
function mostTold(told: readonly Told[]): Told | undefined {
  const counts = new Map<string, number>()
  for (const { text } of told) counts.set(text, (counts.get(text) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return told.find(({ text }) => counts.get(text) === most)
}
