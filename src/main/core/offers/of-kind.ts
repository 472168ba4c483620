import type { Offer, OfferKind } from '../../../shared/fleet-offers.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { checkpointOffering, checkpointOfferOf } from './checkpoint-offers.ts'
import {
  controlModelNames,
  controlModuleNames,
  detailerModelNames,
  embeddingNames,
  faceRestorerNames,
  type Listed,
  loraNames,
  type Machine,
  offering,
  offerOf,
  samplerNames,
  schedulerNames,
  scriptNames,
  styleNames,
  upscalerNames,
  vaeNames,
} from './fleet-offers.ts'
import type { Steps } from './steps.ts'

const LISTED: Readonly<Record<Exclude<OfferKind, 'checkpoints'>, Listed>> = {
  samplers: samplerNames,
  schedulers: schedulerNames,
  upscalers: upscalerNames,
  vaes: vaeNames,
  loras: loraNames,
  styles: styleNames,
  scripts: scriptNames,
  embeddings: embeddingNames,
  controlModels: controlModelNames,
  controlModules: controlModuleNames,
  detailerModels: detailerModelNames,
  faceRestorers: faceRestorerNames,
}

/** What the machines offer of one kind. */
export const offersOfKind = (machines: readonly Machine[], kind: OfferKind): Steps<Offer[]> =>
  kind === 'checkpoints' ? checkpointOffering(machines) : offering(machines, LISTED[kind])

/** On how many machines something of one kind is, by whatever name it is called. */
export const offerOfKind = (machines: readonly Machine[], kind: OfferKind, name: string): Offer =>
  kind === 'checkpoints' ? checkpointOfferOf(machines, name) : offerOf(machines, LISTED[kind], name)

/** What of a server its offers of a kind are made of. Lists that are told again unchanged keep their identity. */
const MADE_OF: Readonly<Record<OfferKind, readonly (keyof Capabilities)[]>> = {
  checkpoints: ['checkpoints', 'ownHashes'],
  samplers: ['samplers', 'schedulers', 'aliases'],
  schedulers: ['samplers', 'schedulers'],
  upscalers: ['upscalers', 'latentUpscalers', 'hiresPass'],
  vaes: ['vaes'],
  loras: ['loras'],
  styles: ['styles'],
  embeddings: ['embeddings'],
  scripts: ['scriptArguments', 'alwaysOnArguments'],
  controlModels: ['controlModels', 'scripts'],
  controlModules: ['controlModules', 'scripts'],
  detailerModels: ['detailerModels'],
  faceRestorers: ['faceRestorers'],
}

/** Equal, entry by entry, as long as the offers of a kind stay as they are. */
export const sourcesOf = (machines: readonly Machine[], kind: OfferKind): readonly unknown[] =>
  machines.flatMap(({ lane, capabilities }) =>
    lane === 'off' || capabilities === null ? [] : MADE_OF[kind].map((part) => capabilities[part]),
  )
