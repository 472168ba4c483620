/** Imports that the layers refuse and that still exist. Only ever remove from this list; an entry that nothing needs fails the test. */
export const REFUSED_BUT_THERE: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'src/main/fleet', to: 'src/main/sdwui/client' },
  { from: 'src/main/gallery', to: 'src/main/sdwui/client' },
  { from: 'src/main/sdwui/protocol', to: 'src/main/sdwui/client' },
  { from: 'src/main/settings', to: 'src/main/fleet' },
  { from: 'src/main/simulator', to: 'src/main/sdwui/client' },
  { from: 'src/renderer/features/gallery', to: 'src/renderer/features/generate' },
  { from: 'src/renderer/features/gallery', to: 'src/renderer/features/viewer' },
  { from: 'src/renderer/features/generate', to: 'src/renderer/features/queue' },
  { from: 'src/renderer/features/queue', to: 'src/renderer/features/gallery' },
  { from: 'src/renderer/features/queue', to: 'src/renderer/features/generate' },
  { from: 'src/renderer/features/queue', to: 'src/renderer/features/viewer' },
  { from: 'src/renderer/features/queue', to: 'src/renderer/features/workers' },
  { from: 'src/renderer/features/settings', to: 'src/renderer/features/generate' },
  { from: 'src/renderer/features/viewer', to: 'src/renderer/features/generate' },
  { from: 'src/renderer/features/workers', to: 'src/renderer/features/viewer' },
  { from: 'src/renderer/ui', to: 'src/renderer/state' },
]

/** Folders that still hold import cycles, all of whose files are within them. Only ever remove from this list too. */
export const CYCLES_LEFT_IN: readonly string[] = [
  'src/main/cli',
  'src/main/core',
  'src/main/fleet',
  'src/main/sdwui/client',
  'src/main/simulator',
]
