import { say } from '../../../shared/words/say.ts'
import {
  addMachine,
  compareSettings,
  exportMachines,
  findMachines,
  fleetFacts,
  importMachines,
  measureAll,
  refreshAllModels,
  showModels,
  startDemo,
  stopDemo,
  stopMeasuringAll,
} from '../../features/workers/actions/fleet-actions.ts'
import { askToUpscale } from '../../inputs/upscale.ts'
import { cancelJob, jobSubject, pauseJob, resumeJob } from '../../jobs/job-actions.ts'
import { pauseAll, queueSubject, resumeAll } from '../../jobs/pause-all.ts'
import { attempt } from '../../state/call.ts'
import { currentJob } from '../../state/jobs.ts'
import { goTo, setOverlay } from '../../state/navigation.ts'
import type { PanelState } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { submitForm } from '../../state/submit-form.ts'
import { ROUTES } from '../../state/ui.ts'
import { type Action, fullName, tryAction } from '../../ui/action.ts'
import { SHORTCUTS, screenShortcut } from '../../ui/shortcuts.ts'
import { SCREENS } from '../screens.ts'
import type { Entry, EntryGroup } from './entry.ts'

const THEMES = ['dark', 'light', 'system'] as const

/** The commands that make sense in this state of things. */
export function commandsFor(state: PanelState): Entry[] {
  return [
    ...ROUTES.map(
      (route, position): Entry => ({
        id: `screen ${route}`,
        group: 'panel.commands.go-to',
        name: say(SCREENS[route].name),
        words: say('panel.commands.go-to.words'),
        aside: screenShortcut(position).keys,
        run: () => goTo(route),
      }),
    ),
    {
      id: 'generate',
      group: 'panel.commands.job',
      name: say('panel.generate'),
      words: say('panel.generate.words'),
      aside: SHORTCUTS.generate.keys,
      run: () => void submitForm(),
    },
    {
      group: 'panel.commands.job',
      id: 'generate first',
      name: say('generate.first'),
      words: say('panel.generate.words'),
      aside: SHORTCUTS.generateFirst.keys,
      run: () => void submitForm('first'),
    },
    {
      group: 'panel.commands.job',
      id: 'generate in the background',
      name: say('generate.background'),
      words: say('panel.generate.words'),
      run: () => void submitForm('background'),
    },
    ...jobCommands(state),
    ...fleetCommands(state),
    {
      id: 'upscale',
      group: 'panel.commands.pictures',
      name: say('upscale.command'),
      words: say('upscale.command.words'),
      run: () => void askToUpscale([]),
    },
    {
      id: 'open folder',
      group: 'panel.commands.pictures',
      name: say('panel.open-folder'),
      words: say('panel.open-folder.words'),
      run: () => void attempt('openOutputFolder', {}, say('panel.failed.open-folder')),
    },
    ...THEMES.map(
      (theme): Entry => ({
        id: `theme ${theme}`,
        group: 'panel.commands.appearance',
        name: say(`panel.theme.${theme}`),
        words: say('panel.theme.words'),
        ...(theme === state.settings.theme ? { aside: say('panel.theme.in-use') } : {}),
        run: () => void saveSettings({ theme }),
      }),
    ),
    {
      id: 'shortcuts',
      group: 'panel.commands.help',
      name: say('panel.shortcuts'),
      words: say('panel.shortcuts.words'),
      aside: SHORTCUTS.list.keys,
      run: () => setOverlay('shortcuts'),
    },
  ]
}

function jobCommands(state: PanelState): Entry[] {
  const job = currentJob(state)
  const offered = job && offering('panel.commands.job', jobSubject(job))
  const ofAll = offering('panel.commands.job', queueSubject(state))
  return [
    ...(offered?.(pauseJob) ?? []),
    ...(offered?.(resumeJob) ?? []),
    ...(offered?.(cancelJob, say('panel.commands.cancel.words')) ?? []),
    ...ofAll(pauseAll),
    ...ofAll(resumeAll),
  ]
}

function fleetCommands(state: PanelState): Entry[] {
  const offered = offering('panel.commands.fleet', fleetFacts(state))
  return [
    ...offered(addMachine, say('panel.commands.add.words')),
    ...offered(importMachines, 'workers.json distributed-config'),
    ...offered(exportMachines, 'workers.json distributed-config'),
    ...offered(findMachines),
    ...offered(measureAll, say('panel.commands.benchmark.words')),
    ...offered(stopMeasuringAll),
    ...offered(showModels),
    ...offered(compareSettings),
    ...offered(refreshAllModels, say('panel.commands.models.words')),
    ...offered(startDemo, say('panel.commands.demo.words')),
    ...offered(stopDemo, say('panel.commands.demo.words')),
  ]
}

/** Offers actions on a subject that is not in sight, those that fit it and can be done now. */
function offering<Subject>(group: EntryGroup, subject: Subject) {
  return (action: Action<Subject>, words?: string): Entry[] =>
    action.fits?.(subject) === false || action.can?.(subject) === false
      ? []
      : [
          {
            id: `${group} ${fullName(action, subject)}`,
            group,
            name: fullName(action, subject),
            ...(words === undefined ? {} : { words }),
            ...(action.shortcut === SHORTCUTS.pauseAll ? { aside: action.shortcut.keys } : {}),
            run: () => void tryAction(action, subject),
          },
        ]
}
