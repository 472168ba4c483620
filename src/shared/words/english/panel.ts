/** Frame, palette, settings, toasts and what screens share. */
export const panel = {
  'panel.undo': 'Undo',
  'panel.cancel': 'Cancel',
  'panel.close': 'Close',
  'panel.try-again': 'Try again',
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

  'panel.settings.generating': 'Generating',
  'panel.settings.generating.text': 'How images are dealt out and watched.',
  'panel.settings.previews': 'Live previews',
  'panel.settings.previews.hint':
    'Show pictures while they are being made. Costs the machines a little time.',
  'panel.settings.partials': 'Keep unfinished pictures',
  'panel.settings.partials.hint':
    'When a job is cancelled, store what was half done too, marked as unfinished.',
  'panel.settings.grace': 'Grace of the + bonus mode',
  'panel.settings.grace.hint':
    "A machine whose fair share takes this much longer than the fastest one's makes bonus images instead.",
  'panel.settings.batch': 'Largest batch',
  'panel.settings.batch.hint':
    'Images a machine gets in one request, where nothing better is known about its memory.',
  'panel.settings.messages': 'Notifications and tray',
  'panel.settings.messages.text': 'What you are told while you do something else.',
  'panel.settings.notifications': 'Notifications',
  'panel.settings.notifications.hint':
    'Batches that finish together are told together, so that many machines do not flood you.',
  'panel.settings.tray': 'Go on in the tray',
  'panel.settings.tray.hint':
    'When the window is closed while a job runs. Off: closing it quits, and what is in flight is lost.',
  'panel.settings.pictures': 'Pictures',
  'panel.settings.pictures.text': 'Where they are stored and what they are called.',
  'panel.settings.folder': 'Folder',
  'panel.settings.folder.hint': 'Pictures that are already stored stay where they are.',
  'panel.settings.demo': 'Simulated fleet',
  'panel.settings.demo.text': 'Machines that only pretend, to look around with.',
  'panel.settings.demo.machines': 'Three simulated machines',
  'panel.settings.demo.machines.hint':
    'argon, master and laptop, of 5, 14.9 and 20 images per minute. They draw landscapes.',
  'panel.settings.appearance': 'Appearance',
  'panel.settings.theme': 'Theme',
  'panel.settings.about': 'About',
  'panel.settings.summary': 'saved as you change them',
} as const
