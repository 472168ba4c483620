import type { ImageId, JobId } from '../../shared/ids.ts'

/** The screens, in the order of the rail and of Ctrl+1..5. */
export const ROUTES = ['generate', 'workers', 'gallery', 'queue', 'settings'] as const
export type Route = (typeof ROUTES)[number]

/** What floats above the screen; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | null

/** Where the pictures of the viewer stand in a table. */
export interface ViewerTable {
  readonly columns: readonly string[]
  /** what changes across and down the table, for people; '': nothing does */
  readonly axes: { readonly across: string; readonly down: string }
  /** null: there is one row */
  readonly rows: readonly string[] | null
  /** row by row; null: there is no picture */
  readonly cells: readonly (ImageId | null)[]
}

interface OpenViewer {
  readonly imageId: ImageId
  readonly among: readonly ImageId[]
  /** absent: they are a row */
  readonly table?: ViewerTable | undefined
}

export interface UiSlice {
  readonly route: Route
  readonly overlay: Overlay
  /** job that Generate scrolls to and heads; null: the current one */
  readonly shownJobId: JobId | null
  /** picture open in the viewer, with the pictures to step through */
  readonly viewer: OpenViewer | null
  /** job that the Gallery is to show alone; the screen takes it and sets it back */
  readonly galleryJobAsked: JobId | null
  /** asks the Workers screen to open its sheet for a new worker; the screen sets it back */
  readonly addWorkerAsked: boolean
  /** asks the Workers screen to open its import sheet; the screen sets it back */
  readonly importAsked: boolean
  /** section of Settings to be shown, and the label of a control in it to be focused; the screen sets it back */
  readonly settingAsked: { readonly section: string; readonly label: string | null } | null
}

/** The viewer steps on from a picture that was deleted, or closes after the last one. */
export function viewerWithout({ viewer }: UiSlice, ids: readonly ImageId[]): Partial<UiSlice> {
  if (viewer === null) return {}
  const gone = new Set(ids)
  const among = viewer.among.filter((id) => !gone.has(id))
  const { table } = viewer
  const left: Omit<OpenViewer, 'imageId'> = {
    among,
    ...(table && { table: { ...table, cells: table.cells.map((id) => (id && gone.has(id) ? null : id)) } }),
  }
  if (!gone.has(viewer.imageId))
    return among.length === viewer.among.length ? {} : { viewer: { ...viewer, ...left } }
  const place = viewer.among.indexOf(viewer.imageId)
  const next = viewer.among.slice(place + 1).find((id) => !gone.has(id)) ?? among.at(-1)
  return { viewer: next === undefined ? null : { imageId: next, ...left } }
}

export const firstUi: UiSlice = {
  route: 'generate',
  overlay: null,
  shownJobId: null,
  viewer: null,
  galleryJobAsked: null,
  addWorkerAsked: false,
  importAsked: false,
  settingAsked: null,
}
