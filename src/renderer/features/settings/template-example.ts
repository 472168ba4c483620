/** The placeholders of a file name, with a value each that an example is made of. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  date: '2026-05-14',
  time: '18-22-07',
  job: '31',
  index: '0009',
  seed: '418216',
  worker: 'laptop',
  checkpoint: 'dreamshaper_8',
  sampler: 'DPM++ 2M',
  width: '768',
  height: '512',
  prompt: 'alpine valley at golden hour',
  ext: 'png',
}

/**
 * What a picture would be called with this template, for showing. The main process makes the real name and sees to what a
 * file system forbids; this one only fills in, drops leading folders that lead nowhere and adds a missing ending.
 */
export function exampleName(template: string): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) => PLACEHOLDERS[name] ?? whole)
  const parts = filled.split(/[\\/]+/).filter((part) => part !== '' && part !== '.' && part !== '..')
  const path = parts.join('/') || `${PLACEHOLDERS.job}-${PLACEHOLDERS.index}`
  return path.endsWith('.png') ? path : `${path}.png`
}

/** Names in braces that stand for nothing and would stay as they are. */
export function unknownPlaceholders(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in PLACEHOLDERS))
}

/** Whether two pictures of one job would get the same name (they are then numbered). */
export const tellsPicturesApart = (template: string): boolean => /\{(index|seed)\}/.test(template)
