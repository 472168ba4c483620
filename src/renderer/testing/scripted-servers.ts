import { plainText } from '../../shared/words/catalogue.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { CAPABILITIES, workerFixture } from './fixtures.ts'

const HASHES = ['6ce0161689', 'cc6cb27103'] as const

/** Machines whose servers stand out: a time limit, a sign-in page, open to all, two files of one name, a format that cannot be read, no speed yet. */
export function serverFleet(): WorkerView[] {
  const twoOfOneName = HASHES.map((hash, at) => ({
    title: `${at === 0 ? 'anime' : 'photo'}/mix_v2_fp16_pruned.safetensors [${hash}]`,
    name: 'mix_v2_fp16_pruned',
    hash,
    sha256: null,
  }))
  return [
    workerFixture('laptop', {
      capabilities: {
        ...CAPABILITIES,
        checkpoints: [...(CAPABILITIES.checkpoints ?? []), ...twoOfOneName],
        latentUpscalers: ['Latent', 'Latent (bicubic antialiased)', 'Latent (nearest-exact)'],
      },
    }),
    workerFixture('tunnelled', {
      config: { url: 'https://a-long-name-of-a-tunnel.example.com/sdapi', colour: 1 },
      longestRequestSeconds: 59.6,
      learnedIpm: 18.4,
    }),
    workerFixture('behind-sign-in', {
      config: { url: 'http://10.0.0.4:7860', colour: 2 },
      state: 'needs-sign-in',
      nextTryAt: Date.now() + 14_000,
      memory: null,
      capabilities: { ...CAPABILITIES, openToAll: true },
      problem: {
        kind: 'sign-in-page',
        message: plainText('There is a sign-in page in front of 10.0.0.4:7860.'),
        remedy: plainText(
          'Sign in at that gateway, allow this computer through, or enter the machine’s own address behind it.',
        ),
        field: null,
      },
    }),
    workerFixture('a-machine-with-a-long-name', {
      config: { url: 'http://10.0.0.5:7860', colour: 3 },
      capabilities: {
        ...CAPABILITIES,
        openToAll: true,
        samplers: ['euler_a', 'dpmpp_2m', 'Euler'],
        loras: ['gouache'],
      },
    }),
    workerFixture('cpu', {
      config: { url: 'http://10.0.0.6:1234', colour: 6 },
      benchmark: { ipm: 0.41, minIpm: 0.4, maxIpm: 0.42, at: Date.now(), checkpoint: null, version: null },
      capabilities: { ...CAPABILITIES, kind: 'sdcpp', version: null, queuesInOrder: false },
      memory: null,
    }),
    workerFixture('avif', {
      config: { url: 'http://10.0.0.7:7860', colour: 7, lane: 'reserve' },
      benchmark: null,
      problem: {
        kind: 'server-error',
        message: plainText('It could not be measured. It sends pictures as avif, which cannot be read here.'),
        remedy: plainText('Set samples_format to png, jpg or webp in its settings.'),
        field: null,
      },
    }),
  ]
}
