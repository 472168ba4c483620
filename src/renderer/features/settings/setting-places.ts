import type { MessageKey } from '../../../shared/words/catalogue.ts'
import { usePanel } from '../../state/panel-store.ts'
import { focusWhenDrawn } from '../../ui/focus-when-drawn.ts'
import { labelledControl } from '../../ui/labelled-control.ts'
import { type Section, sectionId } from './sections.ts'

/** A setting that can be gone to: its section, and the label of its control. */
interface SettingPlace {
  readonly section: Section
  readonly label: MessageKey
}

export const SETTING_PLACES: readonly SettingPlace[] = [
  { section: 'appearance', label: 'panel.settings.theme' },
  { section: 'pictures', label: 'panel.settings.folder' },
  { section: 'pictures', label: 'panel.settings.template' },
  { section: 'pictures', label: 'panel.settings.trash' },
  { section: 'generating', label: 'panel.settings.previews' },
  { section: 'generating', label: 'panel.settings.measure-new' },
  { section: 'generating', label: 'panel.settings.spare-copies' },
  { section: 'generating', label: 'panel.settings.partials' },
  { section: 'generating', label: 'panel.settings.grace' },
  { section: 'generating', label: 'panel.settings.batch' },
  { section: 'messages', label: 'panel.settings.notifications' },
  { section: 'messages', label: 'panel.settings.tray' },
  { section: 'demo', label: 'panel.settings.demo.machines' },
]

/** Goes to Settings, to a section and, where a label is given, to the control that it names. */
export function showSetting(section: Section, label: string | null): void {
  usePanel.setState({ route: 'settings', overlay: null, viewer: null, settingAsked: { section, label } })
}

/** Focuses the control that a label in a section names; a group of buttons may be ready only with the next frame. */
export const focusSetting = (section: Section, label: string): void =>
  focusWhenDrawn(() => {
    const group = document.getElementById(sectionId(section))?.closest('section')
    return group && labelledControl(group, label)
  })
