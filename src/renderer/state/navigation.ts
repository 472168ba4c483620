import type { ImageId, JobId } from '../../shared/ids.ts'
import { usePanel } from './panel-store.ts'
import { type Overlay, ROUTES, type Route, type ViewerTable } from './ui.ts'

/** Shows a screen and remembers it across a reload of the page. */
export function goTo(route: Route): void {
  usePanel.setState({ route, overlay: null, viewer: null })
}

/** Shows a job in Generate. */
export function showJob(jobId: JobId): void {
  usePanel.setState({ route: 'generate', shownJobId: jobId, overlay: null, viewer: null })
}

/** Shows the pictures of one job in the Gallery. */
export function showPictures(jobId: JobId): void {
  usePanel.setState({ route: 'gallery', galleryJobAsked: jobId, overlay: null, viewer: null })
}

/** Opens a picture above the screen; `among`: what the arrow keys step through, in order; `table`: where they stand, if it is a table. */
export function openViewer(imageId: ImageId, among: readonly ImageId[], table?: ViewerTable): void {
  usePanel.setState({ viewer: { imageId, among, ...(table && { table }) } })
}

export function closeViewer(): void {
  usePanel.setState({ viewer: null })
}

export function setOverlay(overlay: Overlay): void {
  usePanel.setState({ overlay })
}

/** Goes to Workers and opens the sheet for a new worker there. */
export function askToAddWorker(): void {
  usePanel.setState({ route: 'workers', overlay: null, viewer: null, addWorkerAsked: true })
}

/** Goes to Workers and opens the import sheet there. */
export function askToImport(): void {
  usePanel.setState({ route: 'workers', overlay: null, viewer: null, importAsked: true })
}

/** Keeps the screen's name in the address, so that a reload comes back to it. Returns what ends it. */
export function rememberRoute(): () => void {
  const named = ROUTES.find((route) => location.hash === `#${route}`)
  if (named) usePanel.setState({ route: named })
  return usePanel.subscribe(({ route }, before) => {
    if (route !== before.route) history.replaceState(null, '', `#${route}`)
  })
}
