import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../shared/decode-text.ts'
import { readInfotext } from '../../shared/infotext.ts'
import { parseLenientJson } from '../../shared/lenient-json.ts'
import { splitNamedAddress } from '../../shared/named-address.ts'
import {
  canonicalCheckpointName,
  flattenedCheckpointName,
  hashOfTitle,
} from '../../shared/names/checkpoints.ts'
import { fold } from '../../shared/names/fold.ts'
import { samplingOf, splitSampler } from '../../shared/names/sampling.ts'
import { growthOf, type Make, PIECES, repeated } from '../../shared/testing/growth.ts'
import { lorasOf } from '../core/prompt/lora.ts'
import { promptsOfIndex, wildcardNames } from '../core/prompt/wildcards.ts'
import { splitCommand } from '../fleet/sync/command-template.ts'
import { parseBoundedJson } from '../fleet/transfer/bounded-json.ts'
import { visibleLine } from '../fleet/transfer/names.ts'
import { readAddress } from '../fleet/transfer/read-address.ts'
import { readImport } from '../fleet/transfer/read-import.ts'
import { normaliseWorkerUrl } from '../fleet/worker-url.ts'
import { searchQuery } from '../gallery/index/prompt-table.ts'
import { safeName } from '../gallery/safe-name.ts'
import { readAnswerInfo } from '../sdwui/client/answer-info.ts'
import { limitsFor } from '../sdwui/client/answer-limits.ts'
import { AnswerReader } from '../sdwui/client/answer-reader.ts'
import { failureOfStatus, serverWords } from '../sdwui/client/failure-of.ts'
import { serverName, serverText } from '../sdwui/client/server-text.ts'
import { readImageHeader } from '../sdwui/protocol/image-header.ts'

/** Of the small input, characters; the large one is eight times as large. */
const SIZE = 2_048

const answerOf = async (text: string) => {
  const reader = new AnswerReader(async () => undefined, limitsFor(4))
  await reader.push(Buffer.from(text))
  reader.end()
}

/** Every reader of a text that comes from a server, a file, a page or a person. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'infotext of a picture': readInfotext,
  'title of a checkpoint': canonicalCheckpointName,
  'hash in a title': hashOfTitle,
  'path in a title': flattenedCheckpointName,
  'name of a sampler': fold,
  'sampler and schedule in one name': splitSampler,
  'sampler and schedule': (name) => samplingOf(name, name),
  'LoRAs of a prompt': lorasOf,
  'wildcards of a prompt': wildcardNames,
  'a prompt that is drawn': (prompt) =>
    promptsOfIndex(
      {
        prompt,
        negativePrompt: '',
        seed: 1,
        wildcards: { lists: new Map([['a', ['x', 'y']]]), loras: [] },
      },
      3,
    ),
  'body of an error': serverWords,
  'an error status': (body) =>
    failureOfStatus(500, body, { host: 'h', hasCredentials: false, midAnswer: false }),
  'words of a server': serverText,
  'a name in a list': serverName,
  'JSON of a server': parseLenientJson,
  'info of an answer': readAnswerInfo,
  'an answer, streamed': answerOf,
  'bytes of a text file or an answer': (text) => decodeText(Buffer.from(text)),
  'JSON of a file': parseBoundedJson,
  'a dropped text': (text) => readImport({ name: null, text }),
  'an address': readAddress,
  'an address of the form': normaliseWorkerUrl,
  'an address with a name': splitNamedAddress,
  'a sync command': (text) => splitCommand(text, 'posix'),
  'a name of a file': (text) => visibleLine(text, 80),
  'a search of the gallery': searchQuery,
  'words of a file name': safeName,
  'bytes of a picture': (text) => readImageHeader(Buffer.from(text, 'latin1')),
}

describe.each(Object.entries(READERS))('%s', (_name, read) => {
  const expectLinear = async (make: Make<string>, shape: string) => {
    const growth = await growthOf(read, make, SIZE)
    expect(growth.linear, `${shape}: ${growth.small.toFixed(1)} ms, then ${growth.large.toFixed(1)} ms`).toBe(
      true,
    )
  }

  test('takes linear time for any piece again and again', async () => {
    for (const piece of PIECES) {
      await expectLinear(repeated(piece), JSON.stringify(piece))
      await expectLinear(repeated(piece, 'a', '!'), `a ${JSON.stringify(piece)} !`)
    }
  })

  test('takes linear time for pieces that are drawn', async () => {
    const piece = fc.constantFrom(...PIECES)
    const shape = fc.tuple(
      fc.array(piece, { maxLength: 3 }),
      fc.array(piece, { minLength: 1, maxLength: 3 }),
      piece,
    )
    await fc.assert(
      fc.asyncProperty(shape, async ([before, again, after]) => {
        await expectLinear(
          repeated(again.join(''), before.join(''), after),
          JSON.stringify([before, again, after]),
        )
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
})
