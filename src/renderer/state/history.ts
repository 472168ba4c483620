/** Jobs of earlier runs are not kept here: who shows them asks for them, and again when this says so. */
export interface HistorySlice {
  /** counts up whenever jobs came to the history or left it */
  readonly historyVersion: number
}

export const noHistory: HistorySlice = { historyVersion: 0 }

export const historyChanged = ({ historyVersion }: HistorySlice): HistorySlice => ({
  historyVersion: historyVersion + 1,
})
