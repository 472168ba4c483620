import { create } from 'zustand'
import type { WorkerId } from '../../../shared/ids.ts'
import type { ImportPreview } from '../../../shared/transfer.ts'
import { recall, remember } from '../../ui/local-memory.ts'
import type { BoardOrder, Place } from './board/board-order.ts'
import { forgetDrafts } from './edit/drafts.ts'

/** What is open beside the board; one at a time. */
export type Sheet =
  | { readonly kind: 'add'; readonly url?: string }
  | { readonly kind: 'edit'; readonly workerId: WorkerId }
  | { readonly kind: 'details'; readonly workerId: WorkerId; readonly tab?: DetailsTab }
  /** `preview`: what was dropped or pasted would do; null: asks for a file or a text */
  | { readonly kind: 'import'; readonly preview: ImportPreview | null }
  | { readonly kind: 'export' }
  | { readonly kind: 'discovery' }
  | { readonly kind: 'models' }
  | { readonly kind: 'compare' }

export type DetailsTab = 'speed' | 'jobs' | 'server' | 'requests'

/** `auto`: compact from COMPACT_FROM workers on. */
export type Density = 'auto' | 'comfortable' | 'compact'

/** From this many workers on, cards are compact unless the user says otherwise, and there is something to search. */
export const COMPACT_FROM = 7

interface BoardUi {
  readonly sheet: Sheet | null
  /** a sheet asked for while another holds what was typed and not saved */
  readonly wanted: { readonly sheet: Sheet | null } | null
  /** the open sheet holds what was typed and not saved */
  readonly unsaved: boolean
  readonly selected: ReadonlySet<WorkerId>
  /** where a range of selected cards starts */
  readonly anchor: WorkerId | null
  readonly search: string
  readonly density: Density
  /** the order as dragged, until the facts have caught up; null: as the facts are */
  readonly arranged: BoardOrder | null
  /** the card that is lifted, and where it lay */
  readonly dragging: { readonly id: WorkerId; readonly from: Place; readonly byKeyboard: boolean } | null
  /** the last drag was put back */
  readonly dropCanceled: boolean
}

const isDensity = (value: unknown): value is Density =>
  value === 'auto' || value === 'comfortable' || value === 'compact'

/** What the person has open and chosen on the board. It outlives a look at another screen. */
export const useBoard = create<BoardUi>(() => ({
  sheet: null,
  wanted: null,
  unsaved: false,
  selected: new Set<WorkerId>(),
  anchor: null,
  search: '',
  density: recall('board.density', 'auto', isDensity),
  arranged: null,
  dragging: null,
  dropCanceled: false,
}))

/** Opens a sheet, or closes it with null. What was typed and not saved is asked about first. */
export function openSheet(sheet: Sheet | null): void {
  if (!useBoard.getState().unsaved) forgetDrafts()
  useBoard.setState(({ unsaved }) => (unsaved ? { wanted: { sheet } } : { sheet, wanted: null }))
}

/** Says whether the open sheet holds what would be lost by closing it. */
export function setUnsaved(unsaved: boolean): void {
  useBoard.setState({ unsaved, ...(unsaved ? {} : { wanted: null }) })
}

/** The answer to the question that openSheet asked. */
export function discardUnsaved(discard: boolean): void {
  if (discard) forgetDrafts()
  useBoard.setState(({ sheet, wanted }) =>
    discard ? { unsaved: false, sheet: wanted ? wanted.sheet : sheet, wanted: null } : { wanted: null },
  )
}

/** Closes the sheet whatever it holds: its work is done. */
export function closeSheet(): void {
  forgetDrafts()
  useBoard.setState({ sheet: null, wanted: null, unsaved: false })
}

export function setDensity(density: Density): void {
  remember('board.density', density)
  useBoard.setState({ density })
}
