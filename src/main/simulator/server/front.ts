import { pythonError } from '../../sdwui/protocol/server-error.ts'
import type { Reply } from '../../sdwui/server/reply.ts'
import type { FleetSeconds, SimTime } from '../engine/sim-time.ts'
import type { FaultScript } from '../faults/fault-script.ts'

const LOGIN_PAGE = `<!DOCTYPE html>
<html><head><title>Sign in</title></head>
<body><h1>Sign in to continue</h1>
<form method="post" action="/login"><input name="user"><input name="password" type="password"><button>Sign in</button></form>
</body></html>`

/** What stands between the clients and the server: nothing, or what the script of faults puts there. */
export class Front {
  readonly #time: SimTime
  readonly #faults: FaultScript
  readonly #used = new WeakSet<object>()

  constructor(time: SimTime, faults: FaultScript) {
    this.#time = time
    this.#faults = faults
  }

  /** True: the request came on a connection that has carried one before, and that is now closed instead. */
  closes(socket: object): boolean {
    if (this.#used.has(socket) && this.#faults.use('close-reused') !== null) return true
    this.#used.add(socket)
    return false
  }

  /** What a request is answered without the server's hearing of it; null: it is passed on. Throws the ServerError of a route that fails. */
  before(path: string): Reply | null {
    const login = this.#faults.find('html-login')
    if (login !== null) return page(login.status, LOGIN_PAGE)
    if (this.#faults.find('only-txt2img') !== null && !path.endsWith('/sdapi/v1/txt2img'))
      return page(403, nginxPage('403 Forbidden'))
    if (this.#faults.find('options-500') !== null && path.endsWith('/sdapi/v1/options'))
      throw pythonError('ValueError', 'Out of range float values are not JSON compliant')
    return null
  }

  /**
   * The server's reply, or what the client gets in its place while the server works on. `askedAt`: the moment the request came in. Rejects as
   * `work` does.
   */
  async through(path: string, askedAt: FleetSeconds, work: () => Promise<Reply>): Promise<Reply> {
    const gateway = isGeneration(path) ? this.#faults.use('gateway') : null
    if (gateway !== null) {
      if (gateway.working) forget(work())
      return page(gateway.status, nginxPage(`${gateway.status} ${GATEWAY_WORDS[gateway.status] ?? 'Error'}`))
    }
    const cut = isGeneration(path) ? this.#faults.find('cut-at') : null
    if (cut === null) return work()
    const done = work().then(async (reply) => {
      if (reply.as === 'images') await reply.answer.ready()
      return reply
    })
    let cancel: () => void = () => undefined
    const over = new Promise<null>((resolve) => {
      cancel = this.#time.at(askedAt + cut.seconds, () => resolve(null))
    })
    const reply = await Promise.race([done, over]).finally(() => cancel())
    if (reply !== null) return reply
    forget(done)
    return cut.reset ? { as: 'reset', after: () => undefined } : page(504, nginxPage('504 Gateway Time-out'))
  }
}

const isGeneration = (path: string) => /\/sdapi\/v1\/(txt2img|img2img)$/.test(path)
const page = (status: number, text: string): Reply => ({ as: 'text', status, text, type: 'text/html' })
const nginxPage = (title: string) =>
  `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n`

const GATEWAY_WORDS: Readonly<Record<number, string>> = {
  408: 'Request Time-out',
  499: 'Client Closed Request',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  511: 'Network Authentication Required',
  520: 'Web server is returning an unknown error',
  521: 'Web server is down',
  522: 'Connection timed out',
  523: 'Origin is unreachable',
  524: 'A timeout occurred',
  525: 'SSL handshake failed',
  526: 'Invalid SSL certificate',
  527: 'Railgun Error',
  530: 'Origin DNS error',
}

/** The work goes on and nobody reads what it comes to; its images count all the same. */
function forget(work: Promise<Reply>): void {
  work.then(
    (reply) => {
      if (reply.as === 'images') reply.answer.delivered()
    },
    () => undefined,
  )
}
