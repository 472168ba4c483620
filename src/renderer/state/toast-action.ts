/** A button of a toast. */
export interface ToastAction {
  readonly label: string
  readonly run: () => void
  /** it takes back what was done (`undoing`), as Ctrl+Z does while the toast is there */
  readonly undoes?: true
}
