import { checkGenerating } from './generating.ts'
import { isNotTold, type WorkerHttp } from './http.ts'
import type { SideRoutes } from './side-routes.ts'

/** Whether a server is alive, by the cheapest route that tells. The one that told last time is asked first. */
export class Liveness {
  readonly #http: WorkerHttp
  readonly #sides: SideRoutes
  /** no other route tells: only the one that matters */
  #onlyGenerating = false

  constructor(http: WorkerHttp, sides: SideRoutes) {
    this.#http = http
    this.#sides = sides
  }

  /** Resolves when it lives and would generate for us, as far as is told. Rejects with a WorkerFailure. */
  async check(has: { panel: boolean; progress: boolean }, signal: AbortSignal): Promise<void> {
    const http = this.#http
    if (!this.#onlyGenerating) {
      const ping = () => http.get('/internal/ping', signal)
      if (has.panel && (await this.#sides.read('ping', ping, null, signal)) !== null) return
      const path = has.progress ? '/sdapi/v1/progress?skip_current_image=true' : '/sdapi/v1/options'
      try {
        await http.get(path, signal)
        return
      } catch (error) {
        if (!isNotTold(error)) throw error
      }
    }
    await checkGenerating(http, signal)
    this.#onlyGenerating = true
  }

  /** The server is looked at anew. */
  forget(): void {
    this.#onlyGenerating = false
  }
}
