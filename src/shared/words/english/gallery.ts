/** The pictures on disk, their index, the journal and the history of the jobs. */
export const gallery = {
  'gallery.title': 'Gallery',

  'gallery.disk-full': 'The disk of {folder} is full.',
  'gallery.quota-reached': 'The disk of {folder} is full (quota reached).',
  'gallery.disk-full.remedy':
    'Make room there or choose another folder in Settings, Pictures; storing goes on by itself.',
  'gallery.not-writable': 'Pictures cannot be written to {folder} ({code}).',
  'gallery.not-writable.remedy': 'Allow writing there, or choose another folder in Settings, Pictures.',
  'gallery.write-failed': 'Writing to {folder} failed: {error}.',
  'gallery.write-failed.remedy': 'Check that disk, or choose another folder in Settings, Pictures.',
  'gallery.spooled-gone':
    'A picture that waited in {folder} was removed by another program, or its drive was taken away.',
  'gallery.spooled-gone.remedy':
    'Bring the drive back, or cancel the job and start it again: only what is missing is made anew.',
  'gallery.not-spooled': 'This picture was not spooled here, or was let go of already.',

  'gallery.index-disk-full': "The disk of the gallery's index {file} is full.",
  'gallery.index-disk-full.remedy': 'Make room there; storing goes on by itself.',
  'gallery.index-not-writable': "The gallery's index {file} cannot be written.",
  'gallery.index-not-writable.remedy': 'Allow writing to that file and its folder.',
  'gallery.index-busy': "The gallery's index {file} is held by another program.",
  'gallery.index-busy.remedy': 'Close other programs that use it.',
  'gallery.index-broken': "The gallery's index {file} cannot be used: {error}.",
  'gallery.index-broken.remedy':
    'Restart Tributary: a broken index is set aside and built anew from the pictures.',
  'gallery.index-newer':
    "The gallery's index was written by a newer Tributary (layout {found}, known is {known}).",
  'gallery.index-newer.remedy': 'Update Tributary.',
  'gallery.index-set-aside':
    "The gallery's index was broken. It was set aside as {file} and is built anew from the pictures.",
  'gallery.index-rebuilt':
    "The gallery's index was built anew: {count, plural, one {# picture} other {# pictures}} found in {folder}.",

  'gallery.page-gone': 'The picture to continue after is not in the gallery any more.',
  'gallery.page-gone.remedy': 'Read the list from its beginning.',
  'gallery.no-thumbnails': 'Thumbnails cannot be made here, pictures are shown whole: {error}',

  'gallery.leftovers-stored':
    'Put into the gallery what had arrived before Tributary ended: {count, plural, one {# picture} other {# pictures}}.',
  'gallery.leftovers-recovered':
    'Put into the folder "recovered" what belongs to no job in the journal: {count, plural, one {# picture} other {# pictures}}.',
  'gallery.files-gone':
    'Left out of the gallery because their files are gone: {count, plural, one {# picture} other {# pictures}}.',
  'gallery.files-back':
    'Back in the gallery because their files are there again: {count, plural, one {# picture} other {# pictures}}.',
  'gallery.look-failed': 'Looking through the folder of the pictures failed: {error}',
  'gallery.folder-unreadable': '{folder} cannot be looked through: {error}',
  'gallery.spool-unreadable': 'What waits in {folder} could not be looked through: {error}',
  'gallery.spooled-not-saved': 'A picture that waited in {folder} could not be saved from there yet: {error}',
  'gallery.not-listed-yet': 'A picture in {folder} could not be put into the gallery yet: {error}',
  'gallery.file-unreadable': '{file} could not be read: {error}',

  'gallery.trash.disk-full': 'The disk of {folder} is full, so nothing was moved.',
  'gallery.trash.disk-full.remedy': 'Make room there and try again.',
  'gallery.trash.denied': 'Files in {folder} cannot be changed ({code}).',
  'gallery.trash.denied.remedy':
    'Allow writing there, close programs that have the picture open, and try again.',
  'gallery.trash.failed': 'Changing files in {folder} failed: {error}.',
  'gallery.trash.failed.remedy': 'Check that disk and try again.',
  'gallery.trash.file-gone': 'The file {file} is gone.',
  'gallery.trash.file-gone.remedy': 'If its drive was taken away, bring it back and try again.',
  'gallery.trash.purge-failed': 'The trash could not be emptied of what is old: {error}',
  'gallery.trash.unsettled': 'A picture in {folder} could not be moved to its end yet: {error}',
  'gallery.trash.unreadable': 'The trash in {folder} could not be looked through: {error}',

  'gallery.journal-entry-broken': 'Job {job} in the journal could not be read and is left out.',
  'gallery.journal-not-written': 'The job journal could not be written: {error}',
  'gallery.pause-not-written': 'That the queue is paused could not be written: {error}',
  'gallery.order-not-written': 'The order of the queue could not be written: {error}',

  'gallery.history-entry-broken': 'Job {job} in the history could not be read and is left out.',
  'gallery.history-too-large': 'Job {job} is too large for the history: its numbers are not kept.',
  'gallery.history-not-written': 'The numbers of job {job} could not be kept: {error} Its pictures are.',
  'gallery.history-no-such-job': 'This job is not in the history any more.',
  'gallery.history-unreadable': 'What was kept of job {job} cannot be read.',
  'gallery.history-unreadable.remedy': 'Its pictures are in the gallery.',
} as const
