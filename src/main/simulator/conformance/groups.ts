import type { KnownKind } from '../../sdwui/protocol/server-kinds.ts'
import { describeErrors } from './error-checks.ts'
import { describeHealth } from './health-checks.ts'
import { describeImg2img } from './img2img-checks.ts'
import { describeKoboldcpp } from './koboldcpp-checks.ts'
import { describePictures } from './picture-checks.ts'
import { describeReallyAsked } from './really-asked-checks.ts'
import { describeRunning } from './running-checks.ts'
import { describeSdcpp } from './sdcpp-checks.ts'
import { describeSdnext } from './sdnext-checks.ts'
import { describeSimulator } from './simulator-checks.ts'
import type { Target } from './target.ts'
import { describeTxt2img } from './txt2img-checks.ts'

/** Declares the checks of one subject for a target. */
type Group = (target: Target) => void

const A1111_FAMILY: readonly Group[] = [
  describeHealth,
  describeTxt2img,
  describeImg2img,
  describeErrors,
  describePictures,
  describeReallyAsked,
  describeRunning,
  describeSimulator,
]

/**
 * What each kind of server is held to. A check that all kinds of a group share goes into that group's file, with `only` where one kind
 * differs; a kind that answers in a way of its own has a group of its own.
 */
export const GROUPS: Readonly<Record<KnownKind, readonly Group[]>> = {
  a1111: A1111_FAMILY,
  reforge: A1111_FAMILY,
  forge: A1111_FAMILY,
  sdnext: [describeSdnext],
  sdcpp: [describeSdcpp],
  koboldcpp: [describeKoboldcpp],
}
