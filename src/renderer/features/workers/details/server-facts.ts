import { secondsText } from '../../../../shared/words/format-duration.ts'
import { bytesOf } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import type { Fact } from '../../../ui/FactRows.tsx'
import { serverWords } from '../edit/probe-words.ts'

type Server = Pick<WorkerView, 'config' | 'capabilities' | 'memory' | 'longestRequestSeconds' | 'hasPassword'>

/** What is known of the server of a machine. What only a server that was seen can tell is left out before. */
export function serverFacts(worker: Server): Fact[] {
  const { config, capabilities, memory, longestRequestSeconds: longest } = worker
  const loaded = capabilities?.loadedCheckpoint ?? null
  const facts: Fact[] = [
    { name: say('workers.server-facts.address'), value: config.url, isData: true },
    {
      name: say('workers.server-facts.server'),
      value: capabilities
        ? serverWords(capabilities.kind, capabilities.version)
        : say('workers.not-seen-yet'),
    },
    {
      name: say('workers.server-facts.checkpoint'),
      value: loaded ?? say('workers.server-facts.no-checkpoint'),
      isData: loaded !== null,
    },
    {
      name: say('workers.server-facts.memory'),
      value: memory ? bytesOf(memory.usedBytes, memory.totalBytes) : say('workers.unknown'),
    },
  ]
  if (longest !== undefined)
    facts.push({
      name: say('workers.server-facts.longest-request'),
      value: say('workers.server-facts.longest-request.value', { time: secondsText(longest, 0) }),
    })
  facts.push({ name: say('workers.server-facts.sign-in'), value: signInWords(worker) })
  if (capabilities)
    facts.push(
      {
        name: say('workers.server-facts.open'),
        value: say(capabilities.openToAll ? 'workers.server-facts.open.yes' : 'workers.server-facts.open.no'),
      },
      {
        name: say('workers.server-facts.takes'),
        value: say(
          capabilities.queuesInOrder
            ? 'workers.server-facts.takes.in-order'
            : 'workers.server-facts.takes.one',
        ),
      },
      {
        name: say('workers.server-facts.batches'),
        value: say(
          capabilities.batches ? 'workers.server-facts.batches.yes' : 'workers.server-facts.batches.no',
        ),
      },
    )
  return facts
}

function signInWords({ hasPassword, config: { user } }: Pick<WorkerView, 'hasPassword' | 'config'>): string {
  if (!hasPassword) return say('workers.field.none')
  return user === null
    ? say('workers.server-facts.sign-in.unnamed')
    : say('workers.server-facts.sign-in.as', { user })
}
