import { create } from 'zustand'
import type { JobId } from '../../../shared/ids.ts'

/** The job whose table the gallery showed when it was left, which it shows again, while the window is open; null: it showed none. */
export const useLeftTable = create<{ readonly jobId: JobId | null }>(() => ({ jobId: null }))
