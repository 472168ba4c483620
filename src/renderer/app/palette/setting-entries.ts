import { say } from '../../../shared/words/say.ts'
import { SECTIONS } from '../../features/settings/sections.ts'
import { SETTING_PLACES, showSetting } from '../../features/settings/setting-places.ts'
import type { Entry } from './entry.ts'

const GROUP = 'panel.commands.settings'

/** The settings by name, then their sections; one goes to its control. */
export const settingEntries = (): Entry[] => [
  ...SETTING_PLACES.map(({ section, label }): Entry => {
    const [name, where] = [say(label), say(`panel.settings.${section}`)]
    return {
      id: `setting ${label}`,
      group: GROUP,
      name,
      words: `${where} ${say('panel.commands.settings.words')}`,
      aside: where,
      run: () => showSetting(section, name),
    }
  }),
  ...SECTIONS.map(
    (section): Entry => ({
      id: `settings ${section}`,
      group: GROUP,
      name: say(`panel.settings.${section}`),
      words: say('panel.commands.settings.words'),
      run: () => showSetting(section, null),
    }),
  ),
]
