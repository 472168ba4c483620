import type { Settings, SettingsPatch } from '../../../shared/settings.ts'
import type { ImportPreview } from '../../../shared/transfer.ts'
import { visibleLine } from './names.ts'
import type { StatedSettings } from './stated-worker.ts'

/** The settings a file brings that differ from the ones now: what, from, to. */
export function settingsInWords(stated: StatedSettings, now: Settings): ImportPreview['settings'] {
  const rows: { label: string; from: string; to: string }[] = []
  const row = (label: string, from: unknown, to: unknown) => {
    if (to === undefined || from === to) return
    rows.push({ label, from: visibleLine(String(from), 200), to: visibleLine(String(to), 200) })
  }
  const seconds = (value: number | undefined) => (value === undefined ? undefined : `${value} s`)
  row('Job time-out', seconds(now.graceSeconds), seconds(stated.graceSeconds))
  row('Largest batch', now.maxBatch, stated.maxBatch)
  const { benchmark } = stated
  if (benchmark !== undefined) {
    const size = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`
    row('Benchmark prompt', now.benchmark.prompt, benchmark.prompt)
    row('Benchmark negative prompt', now.benchmark.negativePrompt, benchmark.negativePrompt)
    row('Benchmark steps', now.benchmark.steps, benchmark.steps)
    row('Benchmark size', size(now.benchmark), size(benchmark))
    row('Benchmark sampler', now.benchmark.sampler, benchmark.sampler)
    row('Benchmark CFG scale', now.benchmark.cfgScale, benchmark.cfgScale)
    row('Benchmark warm-up runs', now.benchmark.warmUpRuns, benchmark.warmUpRuns)
    row('Benchmark measured runs', now.benchmark.measuredRuns, benchmark.measuredRuns)
  }
  row('Images beyond the number asked for', bonus(now.form.mode), bonus(stated.mode))
  row('Step scaling', onOff(now.form.stepScaling), onOff(stated.stepScaling))
  return rows
}

const bonus = (mode: 'exact' | 'bonus' | undefined) =>
  mode === undefined ? undefined : mode === 'bonus' ? 'as many as fit' : 'none'

const onOff = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'on' : 'off')

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
