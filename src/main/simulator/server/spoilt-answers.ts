import { wholeAnswer } from '../../sdwui/server/answer-stream.ts'
import type { ImagesSending, Interference } from '../../sdwui/server/responder.ts'
import { eventOf, resetConnection, write } from '../../sdwui/server/sending.ts'
import type { FaultScript } from '../faults/fault-script.ts'

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])
/** Of an error that comes with 200: what a wrapper makes of an exception it has caught. */
const CAUGHT = {
  error: 'RuntimeError',
  detail: '',
  body: '',
  errors: 'CUDA error: unspecified launch failure',
}
/** Of the image without end, before the simulator itself gives up, bytes. */
const OVERSIZED_BYTES = 256 << 20
/** Between two bytes of an answer that trickles, ms. */
const TRICKLE_MS = 1000
/** Time for a client to read what was sent, ms. */
const READ_MS = 25

/** Does to answers what the script of faults wants done to them. */
export class SpoiltAnswers implements Interference {
  readonly #faults: FaultScript

  constructor(faults: FaultScript) {
    this.#faults = faults
  }

  changed(body: Buffer, type: string): Buffer {
    return type === 'application/json' && !this.streams ? Buffer.concat([BYTE_ORDER_MARK, body]) : body
  }

  get zipsAll(): boolean {
    return this.#faults.find('gzip') !== null
  }

  get streams(): boolean {
    return this.#faults.find('bom') === null
  }

  async images(sending: ImagesSending): Promise<boolean> {
    const { answer, images } = sending
    if (this.#faults.use('no-answer') !== null) {
      await eventOf(sending.response, 'close')
      return true
    }
    const cut = this.#faults.find('cut-after')
    if (cut !== null && cut.images < images) {
      await sendCut(sending, { images: cut.images })
      return true
    }
    switch (this.#faults.use('spoil')?.how) {
      case 'reset':
        await sendCut(sending, { bytes: Math.floor(answer.length / 2) })
        return true
      case 'truncated':
        await sending.instead(wholeAnswer(answer).subarray(0, Math.floor(answer.length * 0.6)))
        return true
      case 'invalid':
        await sending.instead('<html><body>It works!</body></html>')
        return true
      case 'error-200':
        await sending.instead(JSON.stringify(CAUGHT))
        return true
      case 'oversized':
        await sendOversized(sending)
        return true
      case 'trickle':
        await sendTrickle(sending)
        return true
      default:
        return false
    }
  }
}

/** So many bytes, or whole images and half of the next, then a reset. */
async function sendCut(
  { response, answer, head }: ImagesSending,
  upTo: { bytes: number } | { images: number },
): Promise<void> {
  head(answer.length)
  let [sent, images] = [0, 0]
  for (const { bytes, isImage } of answer.pieces()) {
    const left =
      'bytes' in upTo ? upTo.bytes - sent : isImage && images >= upTo.images ? bytes.length / 2 : bytes.length
    await write(response, bytes.subarray(0, Math.max(0, left)))
    if (left < bytes.length) break
    sent += bytes.length
    if (isImage) images++
  }
  // A reset throws away what the other side has not read yet.
  await new Promise((resolve) => setTimeout(resolve, READ_MS))
  resetConnection(response)
}

async function sendOversized({ response, head }: ImagesSending): Promise<void> {
  head(OVERSIZED_BYTES * 2)
  const block = 'iVBORw0KGgoAAAAN'.repeat(65_536)
  if (!(await write(response, '{"images":["'))) return
  for (let sent = 0; sent < OVERSIZED_BYTES; sent += block.length) if (!(await write(response, block))) return
  resetConnection(response)
}

/** One byte a second of the clock on the wall, until the other side has enough of it. */
async function sendTrickle({ response, answer, head }: ImagesSending): Promise<void> {
  head(answer.length)
  const bytes = wholeAnswer(answer)
  let sent = 0
  const timer = setInterval(() => {
    if (sent < bytes.length) response.write(bytes.subarray(sent, ++sent))
    else response.end()
  }, TRICKLE_MS)
  await eventOf(response, 'close')
  clearInterval(timer)
}
