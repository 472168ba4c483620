/** The groups of settings, in the order of the list beside them. */
export const SECTIONS = [
  'appearance',
  'pictures',
  'generating',
  'defaults',
  'benchmark',
  'messages',
  'demo',
  'transfer',
  'about',
] as const
export type Section = (typeof SECTIONS)[number]

/** Of the element that holds the group. */
export const sectionId = (section: Section): string => `settings-${section}`
