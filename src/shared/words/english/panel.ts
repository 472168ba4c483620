/** Frame, palette, settings, toasts and what screens share. */
export const panel = {
  'panel.undo': 'Undo',
  'panel.cancel': 'Cancel',
  'panel.close': 'Close',
  'panel.copy': 'Copy',
  'panel.save': 'Save',
  'panel.search': 'Search',
  'panel.screen.generate': 'Generate',
  'panel.screen.workers': 'Workers',
  'panel.screen.gallery': 'Gallery',
  'panel.screen.queue': 'Queue',
  'panel.screen.settings': 'Settings',
  'panel.copied-prompt': 'Copied the prompt',
  'panel.copied-infotext': 'Copied the infotext',
  'panel.copied-seed': 'Copied the seed',

  'panel.failed.generate': 'Could not generate',
  'panel.failed.save-settings': 'Could not save the settings',
  'panel.failed.open-folder': 'Could not open the folder',
  'panel.failed.choose-folder': 'Could not choose a folder',
  'panel.failed.open-wildcards': 'Could not open the wildcard folder',
  'panel.failed.start-demo': 'Could not start the simulated fleet',
  'panel.failed.stop-demo': 'Could not stop the simulated fleet',
  'panel.failed.reveal-picture': 'Could not show the file',
  'panel.failed.mark-picture': 'Could not mark the picture',
  'panel.failed.read-facets': 'Could not read what the pictures can be filtered by',

  'panel.without-main': 'The panel runs without Tributary behind it.',
  'panel.without-main.remedy': 'Open it through the Tributary app.',
  'panel.failure.remedy': 'Try again. If it keeps happening, restart Tributary.',
  'panel.demo-started':
    '{count, plural, one {# simulated machine is ready} other {# simulated machines are ready}}',
} as const
