import { EVENT_NAMES } from '../../shared/channels.ts'
import type { EventArguments, EventName } from '../../shared/contract.ts'
import { call, tributary } from './call.ts'
import { createEventQueue, nextFrame } from './event-queue.ts'
import { noteMarks } from './favourites.ts'
import { fleetTime } from './fleet-clock.ts'
import { isTold } from './notices.ts'
import { usePanel } from './panel-store.ts'
import { noteMove, noteTrashSize } from './picture-places.ts'
import { problemFrom } from './problem-error.ts'
import { reduceEvents, stateFrom } from './reduce-events.ts'
import { jobInSight } from './shown-job.ts'
import { showNotice } from './toasts.ts'

/**
 * Fills the store from one snapshot and keeps it true with events. Events are listened to before the snapshot is
 * asked for and taken in after it, so that nothing falls between the two. Returns what ends it.
 */
export function connectPanel(): () => void {
  let ended = false
  let loaded = false
  const early: EventArguments[] = []
  const queue = createEventQueue((events) => {
    usePanel.setState((state) => reduceEvents(state, events, fleetTime(state, Date.now())))
    for (const [name, payload] of events) {
      // Above the timeline of its job it stands already.
      const now = usePanel.getState()
      if (name === 'noticeRaised' && !isTold(now, payload, jobInSight(now))) showNotice(payload)
      if (name === 'imagesTrashed') noteMove({ ids: payload.imageIds, to: 'trash' })
      if (name === 'imagesRestored') noteMove({ ids: payload.images.map(({ id }) => id), to: 'gallery' })
      if (name === 'trashChanged') noteTrashSize(payload)
      if (name === 'imagesMarked') noteMarks(payload.imageIds, payload.favourite)
    }
  }, nextFrame)
  const stops: (() => void)[] = []

  const hear = (event: EventArguments) => {
    if (loaded) queue.push(event)
    else early.push(event)
  }
  const start = async () => {
    const api = tributary()
    for (const name of EVENT_NAMES) {
      stops.push(api.on<EventName>(name, (payload) => hear([name, payload] as EventArguments)))
    }
    const snapshot = await call('snapshot', {})
    if (ended) return
    usePanel.setState(stateFrom(snapshot, Date.now()))
    loaded = true
    for (const event of early) queue.push(event)
  }
  start().catch((error: unknown) => {
    if (!ended) usePanel.setState({ connection: { at: 'failed', problem: problemFrom(error) } })
  })
  return () => {
    ended = true
    queue.close()
    for (const stop of stops) stop()
  }
}
