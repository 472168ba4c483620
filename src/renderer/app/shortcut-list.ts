/** The shortcuts as the list (?) shows them. */
export const SHORTCUTS = [
  {
    where: 'Everywhere',
    shortcuts: [
      { keys: 'Ctrl 1 … Ctrl 5', does: 'Generate, Workers, Gallery, Queue, Settings' },
      { keys: 'Ctrl K', does: 'Command palette' },
      { keys: 'Ctrl ↵', does: 'Generate' },
      { keys: '?', does: 'This list' },
      { keys: 'F8', does: 'To the messages at the bottom right' },
    ],
  },
  {
    where: 'Pictures of a job, gallery',
    shortcuts: [
      { keys: '← → ↑ ↓', does: 'Move between pictures' },
      { keys: 'Home  End', does: 'First and last picture' },
      { keys: '↵', does: 'Open the picture' },
      { keys: 'F', does: 'In the gallery: mark as a favourite, or not any more' },
    ],
  },
  {
    where: 'Workers',
    shortcuts: [
      { keys: '← → ↑ ↓', does: 'Move between machines; with Shift, select on the way' },
      { keys: 'X  Ctrl Space', does: 'Select the machine in focus' },
      { keys: 'Ctrl A', does: 'Select all' },
      { keys: 'Ctrl V', does: 'Add what is on the clipboard, after a look at it' },
      { keys: 'Space', does: 'On a grip: lift the machine, arrow keys move it' },
    ],
  },
  {
    where: 'Queue',
    shortcuts: [
      { keys: '↑  ↓', does: 'Move between jobs; open details follow' },
      { keys: '↵', does: 'Details of the job' },
      { keys: 'Alt ↑  Alt ↓', does: 'Move the job up and down in the queue' },
      { keys: 'Del', does: 'Cancel the job, or take it off the history' },
      { keys: 'Esc', does: 'Close the details' },
    ],
  },
  {
    where: 'Viewer',
    shortcuts: [
      { keys: '←  →', does: 'Picture before and after' },
      { keys: '+  −', does: 'Zoom in and out' },
      { keys: '0', does: 'Fit into the window' },
      { keys: '1', does: 'Actual size' },
      { keys: 'F', does: 'Mark as a favourite, or not any more' },
      { keys: 'I', does: 'Show or hide the settings of the picture' },
      { keys: 'Esc', does: 'Close' },
    ],
  },
  {
    where: 'Number fields',
    shortcuts: [
      { keys: '↑  ↓', does: 'One step up or down' },
      { keys: 'Page Up  Page Down', does: 'Ten steps' },
    ],
  },
] as const
