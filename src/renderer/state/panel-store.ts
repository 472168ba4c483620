import { create } from 'zustand'
import type { Problem } from '../../shared/problem.ts'
import { type ActivitySlice, noActivity } from './activity.ts'
import { type BatchesSlice, noBatches } from './batches.ts'
import { type FormSlice, firstForm } from './form.ts'
import { type HistorySlice, noHistory } from './history.ts'
import { type ImagesSlice, noImages } from './images.ts'
import { type JobsSlice, noJobs } from './jobs.ts'
import { type NoticesSlice, noNotices } from './notices.ts'
import { noOffers, type OffersSlice } from './offers.ts'
import { noPlanPreview, type PlanPreviewSlice } from './plan-preview.ts'
import { defaultSettings, type SettingsSlice } from './settings.ts'
import { firstUi, type UiSlice } from './ui.ts'
import { noWorkers, type WorkersSlice } from './workers.ts'

/** Whether the panel has heard from the main process yet. */
export type Connection = { at: 'loading' } | { at: 'ready' } | { at: 'failed'; problem: Problem }

export type PanelState = { readonly connection: Connection } & WorkersSlice &
  OffersSlice &
  PlanPreviewSlice &
  JobsSlice &
  HistorySlice &
  BatchesSlice &
  ImagesSlice &
  SettingsSlice &
  NoticesSlice &
  ActivitySlice &
  FormSlice &
  UiSlice

export const emptyPanel: PanelState = {
  connection: { at: 'loading' },
  ...noWorkers,
  ...noOffers,
  ...noPlanPreview,
  ...noJobs,
  ...noHistory,
  ...noBatches,
  ...noImages,
  ...defaultSettings,
  ...noNotices,
  ...noActivity,
  ...firstForm,
  ...firstUi,
}

/**
 * All that the panel knows: facts of the main process (written by connect.ts alone) and what the person has open.
 * Nothing derivable is stored; select with the narrowest selector that will do.
 */
export const usePanel = create<PanelState>(() => emptyPanel)
