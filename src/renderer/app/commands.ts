import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { currentJob, isOver } from '../state/jobs.ts'
import { askToAddWorker, askToImport, goTo, setOverlay } from '../state/navigation.ts'
import type { PanelState } from '../state/panel-store.ts'
import { usePanel } from '../state/panel-store.ts'
import { saveSettings } from '../state/save-settings.ts'
import { startDemoFleet } from '../state/start-demo-fleet.ts'
import { submitForm } from '../state/submit-form.ts'
import { ROUTES } from '../state/ui.ts'
import { SCREEN_NAMES } from './screens.ts'

/** Something that the palette offers. */
export interface Command {
  readonly group: 'Go to' | 'Job' | 'Fleet' | 'Pictures' | 'Appearance' | 'Help'
  readonly name: string
  /** found by these words too */
  readonly words?: string
  readonly keys?: string
  readonly run: () => void
}

/** The commands that make sense in this state of things. */
export function commandsFor(state: PanelState): Command[] {
  return [
    ...ROUTES.map(
      (route, position): Command => ({
        group: 'Go to',
        name: SCREEN_NAMES[route].name,
        words: 'open show screen',
        keys: `Ctrl ${position + 1}`,
        run: () => goTo(route),
      }),
    ),
    ...jobCommands(state),
    ...fleetCommands(state),
    {
      group: 'Pictures',
      name: 'Open the folder of the pictures',
      words: 'output reveal files',
      run: () => void attempt('openOutputFolder', {}, say('panel.failed.open-folder')),
    },
    ...(['dark', 'light', 'system'] as const)
      .filter((theme) => theme !== state.settings.theme)
      .map(
        (theme): Command => ({
          group: 'Appearance',
          name: theme === 'system' ? 'Theme of the system' : `${theme === 'dark' ? 'Dark' : 'Light'} theme`,
          words: 'theme colours appearance',
          run: () => void saveSettings({ theme }),
        }),
      ),
    {
      group: 'Help',
      name: 'Keyboard shortcuts',
      words: 'keys help',
      keys: '?',
      run: () => setOverlay('shortcuts'),
    },
  ]
}

function jobCommands(state: PanelState): Command[] {
  const job = currentJob(state)
  const commands: Command[] = [
    {
      group: 'Job',
      name: 'Generate',
      words: 'start run submit',
      keys: 'Ctrl ↵',
      run: () => void submitForm(),
    },
  ]
  if (!job || isOver(job)) return commands
  const { id: jobId, number } = job
  commands.push(
    job.state === 'paused'
      ? {
          group: 'Job',
          name: `Resume job ${number}`,
          run: () => void attempt('resumeJob', { jobId }, say('queue.failed.resume')),
        }
      : {
          group: 'Job',
          name: `Pause job ${number}`,
          run: () => void attempt('pauseJob', { jobId }, say('queue.failed.pause')),
        },
    {
      group: 'Job',
      name: `Cancel job ${number}`,
      words: 'stop abort',
      run: () => void attempt('cancelJob', { jobId }, say('queue.failed.cancel')),
    },
  )
  return commands
}

function fleetCommands(state: PanelState): Command[] {
  const commands: Command[] = [
    { group: 'Fleet', name: 'Add a worker', words: 'new machine server', run: askToAddWorker },
    { group: 'Fleet', name: 'Import workers', words: 'workers.json distributed-config', run: askToImport },
  ]
  if (state.workerOrder.length > 0) {
    commands.push(
      {
        group: 'Fleet',
        name: 'Benchmark all workers',
        words: 'measure speed ipm',
        run: () => void attempt('startBenchmark', { workerIds: null }, say('workers.failed.benchmark')),
      },
      {
        group: 'Fleet',
        name: 'Refresh the models of all workers',
        words: 'checkpoints lists lora',
        run: () => void attempt('refreshModels', { workerIds: null }, say('workers.failed.refresh-models')),
      },
    )
  }
  commands.push(
    state.settings.demoFleet
      ? {
          group: 'Fleet',
          name: 'Stop the simulated fleet',
          words: 'demo',
          run: () => void attempt('stopDemoFleet', {}, say('panel.failed.stop-demo')),
        }
      : {
          group: 'Fleet',
          name: 'Start the simulated fleet',
          words: 'demo try',
          run: () => void startDemoFleet(),
        },
  )
  return commands
}

/** The commands as of now. */
export const currentCommands = (): Command[] => commandsFor(usePanel.getState())
