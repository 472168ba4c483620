import { z } from 'zod'
import { WorkerFailure } from '../../core/failure.ts'
import { hasRoute, type ServerFacts } from '../protocol/server-facts.ts'
import type { WorkerHttp } from './http.ts'
import { serverName } from './server-text.ts'

/** A server runs other programs to answer this; one that takes longer is not waited for. */
const SYSINFO_MS = 2_500
/** Longest name of a GPU that is kept, characters. */
const LONGEST = 60

const Told = z.object({ 'Torch env info': z.object({ nvidia_gpu_models: z.string() }) })

/** The GPU that GET /internal/sysinfo names (sdapi.md 1.6), without its maker: "RTX 3060"; null: it names none. */
export function deviceIn(sysinfo: unknown): string | null {
  const told = Told.safeParse(sysinfo)
  if (!told.success) return null
  const [first = ''] = told.data['Torch env info'].nvidia_gpu_models.split('\n', 1)
  const cleaned = serverName(first.slice(0, LONGEST * 4), LONGEST * 4) ?? ''
  const name = cleaned
    .replace(/^GPU \d+: /, '')
    .replace(/ \(UUID:.*$/, '')
    .replace(/\b(?:NVIDIA|GeForce|Tesla)\b/gi, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  return name === '' || name.length > LONGEST || /^none$/i.test(name) ? null : name
}

/** As `deviceIn`, of the server itself; null also where it does not tell, or not soon. Rejects with `aborted` only. */
export async function readDevice(
  http: Pick<WorkerHttp, 'get'>,
  facts: Pick<ServerFacts, 'lacks'>,
  signal: AbortSignal,
): Promise<string | null> {
  if (!hasRoute(facts, '/internal/sysinfo')) return null
  try {
    return deviceIn(
      await http.get('/internal/sysinfo', signal, SYSINFO_MS, ['nvidia_gpu_models', 'Torch env info']),
    )
  } catch (error) {
    if (!(error instanceof WorkerFailure) || error.kind === 'aborted') throw error
    return null
  }
}
