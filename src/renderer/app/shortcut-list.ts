import type { MessageKey } from '../../shared/words/catalogue.ts'
import { SHORTCUTS } from '../ui/shortcuts.ts'

interface ShortcutGroup {
  readonly where: MessageKey
  /** `keys`: two spaces between one press and another */
  readonly shortcuts: readonly { readonly keys: string; readonly does: MessageKey }[]
}

/** The shortcuts as the list (?) shows them. */
export const SHORTCUT_LIST: readonly ShortcutGroup[] = [
  {
    where: 'panel.keys.everywhere',
    shortcuts: [
      { keys: 'Ctrl 1 … Ctrl 5', does: 'panel.key.screens' },
      { keys: SHORTCUTS.palette.keys, does: 'panel.palette' },
      { keys: SHORTCUTS.generate.keys, does: 'panel.generate' },
      { keys: SHORTCUTS.generateFirst.keys, does: 'generate.first' },
      { keys: SHORTCUTS.newDraft.keys, does: 'drafts.new' },
      { keys: `${SHORTCUTS.previousDraft.keys}  ${SHORTCUTS.nextDraft.keys}`, does: 'panel.key.drafts' },
      { keys: SHORTCUTS.pauseAll.keys, does: 'panel.key.pause-all' },
      { keys: SHORTCUTS.undo.keys, does: 'panel.key.undo' },
      { keys: SHORTCUTS.list.keys, does: 'panel.key.list' },
      { keys: `${SHORTCUTS.nextRegion.keys}  ${SHORTCUTS.previousRegion.keys}`, does: 'panel.key.regions' },
      { keys: 'F8', does: 'panel.key.toasts' },
    ],
  },
  {
    where: 'panel.keys.prompt',
    shortcuts: [
      { keys: 'Ctrl ↑  Ctrl ↓', does: 'panel.key.weigh' },
      { keys: 'Ctrl Space', does: 'panel.key.complete' },
      { keys: 'Tab', does: 'panel.key.take-completion' },
    ],
  },
  {
    where: 'prompt.networks',
    shortcuts: [
      { keys: '↑  ↓', does: 'panel.key.networks' },
      { keys: 'Page Up  Page Down', does: 'panel.key.networks-page' },
      { keys: 'Home  End', does: 'panel.key.networks-ends' },
      { keys: '↵', does: 'panel.key.insert-network' },
      { keys: SHORTCUTS.close.keys, does: 'panel.key.close' },
    ],
  },
  {
    where: 'panel.keys.presets',
    shortcuts: [
      { keys: '↑  ↓  Home  End', does: 'panel.key.presets' },
      { keys: '←  →', does: 'panel.key.drafts-and-tools' },
      { keys: 'F2', does: 'panel.key.rename-preset' },
      { keys: SHORTCUTS.remove.keys, does: 'panel.key.delete-preset' },
    ],
  },
  {
    where: 'panel.keys.pictures',
    shortcuts: [
      { keys: '←  →  ↑  ↓', does: 'panel.key.pictures' },
      { keys: 'Home  End', does: 'panel.key.ends' },
      { keys: SHORTCUTS.open.keys, does: 'panel.key.open-picture' },
      { keys: SHORTCUTS.favourite.keys, does: 'panel.key.mark' },
      { keys: 'Space', does: 'panel.key.select-picture' },
      { keys: SHORTCUTS.selectAll.keys, does: 'panel.key.select-all' },
      { keys: SHORTCUTS.remove.keys, does: 'panel.key.delete-picture' },
      { keys: SHORTCUTS.copy.keys, does: 'panel.key.copy-picture' },
      { keys: SHORTCUTS.save.keys, does: 'panel.key.save-picture' },
    ],
  },
  {
    where: 'panel.keys.workers',
    shortcuts: [
      { keys: '←  →  ↑  ↓', does: 'panel.key.machines' },
      { keys: `${SHORTCUTS.select.keys}  ${SHORTCUTS.selectWithSpace.keys}`, does: 'panel.key.select' },
      { keys: SHORTCUTS.selectAll.keys, does: 'panel.key.select-all' },
      { keys: 'Ctrl V', does: 'panel.key.paste' },
      { keys: 'Space', does: 'panel.key.lift' },
    ],
  },
  {
    where: 'panel.keys.queue',
    shortcuts: [
      { keys: '↑  ↓', does: 'panel.key.jobs' },
      { keys: SHORTCUTS.open.keys, does: 'panel.key.job-details' },
      { keys: `${SHORTCUTS.moveUp.keys}  ${SHORTCUTS.moveDown.keys}`, does: 'panel.key.move-job' },
      { keys: SHORTCUTS.remove.keys, does: 'panel.key.cancel-job' },
      { keys: SHORTCUTS.close.keys, does: 'panel.key.close-details' },
    ],
  },
  {
    where: 'panel.keys.viewer',
    shortcuts: [
      { keys: '←  →', does: 'panel.key.next-picture' },
      { keys: '↑  ↓', does: 'panel.key.next-in-table' },
      { keys: '+  −', does: 'panel.key.zoom' },
      { keys: '0', does: 'panel.key.fit' },
      { keys: '1', does: 'panel.key.actual-size' },
      { keys: 'F', does: 'panel.key.mark' },
      { keys: 'B', does: 'pictures.key.before' },
      { keys: 'I', does: 'panel.key.info' },
      { keys: 'F11', does: 'panel.key.full-screen' },
      { keys: SHORTCUTS.close.keys, does: 'panel.key.close' },
    ],
  },
  {
    where: 'mask.keys',
    shortcuts: [
      { keys: 'B  E  L  G', does: 'mask.key.tools' },
      { keys: '[  ]', does: 'mask.key.size' },
      { keys: 'Alt', does: 'mask.key.other' },
      { keys: 'I  A  F  Del', does: 'mask.key.change' },
      { keys: '←  →  ↑  ↓', does: 'mask.key.cursor' },
      { keys: 'Space', does: 'mask.key.paint' },
      { keys: '←  →  ↑  ↓  Home  End', does: 'mask.key.toolbar' },
      { keys: '+  −  0  1', does: 'mask.key.zoom' },
      { keys: 'Ctrl Z  Ctrl Shift Z', does: 'mask.key.undo' },
      { keys: '↵  Esc', does: 'mask.key.done' },
    ],
  },
  {
    where: 'panel.keys.numbers',
    shortcuts: [
      { keys: '↑  ↓', does: 'panel.key.one-step' },
      { keys: 'Page Up  Page Down', does: 'panel.key.ten-steps' },
    ],
  },
]
