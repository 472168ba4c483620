import type { PlanningMode } from '../../../shared/generation.ts'
import type { Settings, SettingsPatch } from '../../../shared/settings.ts'
import type { ImportPreview } from '../../../shared/transfer.ts'
import { plainText, reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { visibleLine } from './names.ts'
import type { StatedSettings } from './stated-worker.ts'

/** The settings a file brings that differ from the ones now: what, from, to. */
export function settingsThatDiffer(stated: StatedSettings, now: Settings): ImportPreview['settings'] {
  const rows: ImportPreview['settings'] = []
  const row = (label: Reason, from: Value, to: Value) => {
    if (to !== undefined && !same(from, to)) rows.push({ label, from: shown(from), to: shown(to) })
  }
  row(reason('transfer.setting.graceSeconds'), seconds(now.graceSeconds), seconds(stated.graceSeconds))
  row(reason('transfer.setting.maxBatch'), now.maxBatch, stated.maxBatch)
  const { benchmark } = stated
  if (benchmark !== undefined) {
    const before = now.benchmark
    row(reason('transfer.setting.prompt'), before.prompt, benchmark.prompt)
    row(reason('transfer.setting.negativePrompt'), before.negativePrompt, benchmark.negativePrompt)
    row(reason('transfer.setting.steps'), before.steps, benchmark.steps)
    row(reason('transfer.setting.size'), size(before), size(benchmark))
    row(reason('transfer.setting.sampler'), before.sampler, benchmark.sampler)
    row(reason('transfer.setting.cfgScale'), before.cfgScale, benchmark.cfgScale)
    row(reason('transfer.setting.warmUpRuns'), before.warmUpRuns, benchmark.warmUpRuns)
    row(reason('transfer.setting.measuredRuns'), before.measuredRuns, benchmark.measuredRuns)
  }
  row(reason('transfer.setting.bonus'), bonus(now.form.mode), bonus(stated.mode))
  row(reason('transfer.setting.stepScaling'), onOff(now.form.stepScaling), onOff(stated.stepScaling))
  return rows
}

/** undefined: the file does not say it */
type Value = string | number | Reason | undefined

const same = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b)

const shown = (value: Value): Reason =>
  typeof value === 'object' ? value : plainText(visibleLine(String(value), 200))

const seconds = (value: number | undefined) =>
  value === undefined ? undefined : reason('transfer.seconds', { seconds: value })

const size = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`

const bonus = (mode: PlanningMode | undefined) =>
  mode === undefined ? undefined : reason(mode === 'bonus' ? 'transfer.as-many-as-fit' : 'transfer.none')

const onOff = (value: boolean | undefined) =>
  value === undefined ? undefined : reason(value ? 'transfer.on' : 'transfer.off')

/** The same as what the settings take. */
export function settingsPatch(stated: StatedSettings, now: Settings): SettingsPatch {
  const { mode, stepScaling, graceSeconds, maxBatch, benchmark } = stated
  const form = { ...now.form, mode: mode ?? now.form.mode, stepScaling: stepScaling ?? now.form.stepScaling }
  return {
    ...(graceSeconds === undefined ? {} : { graceSeconds }),
    ...(maxBatch === undefined ? {} : { maxBatch }),
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(mode === undefined && stepScaling === undefined ? {} : { form }),
  }
}
