/** The pictures on disk, their index, the journal and the history of the jobs. */
export const gallery = {
  'gallery.title': 'Gallery',

  'gallery.disk-full': 'The disk of {folder} is full.',
  'gallery.quota-reached': 'Your quota on the disk of {folder} is used up.',
  'gallery.disk-full.remedy': 'Free some space there or choose another folder in Settings, Pictures.',
  'gallery.not-writable': 'Pictures cannot be written to {folder} ({code}).',
  'gallery.not-writable.remedy': 'Allow writing to it, or choose another folder in Settings, Pictures.',
  'gallery.write-failed': 'Writing to {folder} failed: {error}.',
  'gallery.write-failed.remedy': 'Check the disk, or choose another folder in Settings, Pictures.',
  'gallery.spooled-deleted': 'A picture waiting in {folder} was deleted by another program.',
  'gallery.spooled-gone':
    'A picture waiting in {folder} was deleted by another program, or its drive was removed.',
  'gallery.spooled-gone.remedy':
    'Reconnect the drive, or cancel the job and start it again: only missing images are made.',
  'gallery.not-spooled': 'This picture is not waiting here, or was released already.',

  'gallery.index-disk-full': "The disk with the gallery's index {file} is full.",
  'gallery.index-disk-full.remedy': 'Free some space there, then try again.',
  'gallery.index-not-writable': "The gallery's index {file} cannot be written.",
  'gallery.index-not-writable.remedy': 'Allow writing to that file and its folder.',
  'gallery.index-busy': "The gallery's index {file} is in use by another program.",
  'gallery.index-busy.remedy': 'Close other programs that use it.',
  'gallery.index-broken': "The gallery's index {file} cannot be used: {error}.",
  'gallery.index-broken.remedy':
    'Restart Tributary: a broken index is set aside and rebuilt from the pictures.',
  'gallery.index-newer':
    "The gallery's index was written by a newer version of Tributary (layout {found}; this version knows {known}).",
  'gallery.index-newer.remedy': 'Update Tributary.',
  'gallery.index-set-aside':
    "The gallery's index was broken. It was set aside as {file} and is being rebuilt from the pictures.",
  'gallery.index-rebuilt':
    "The gallery's index was rebuilt: {count, plural, one {# picture} other {# pictures}} found in {folder}.",

  'gallery.page-gone': 'The picture to continue after is no longer in the gallery.',
  'gallery.page-gone.remedy': 'Reload the list from the start.',
  'gallery.no-thumbnails': 'Thumbnails cannot be made here, so whole pictures are shown: {error}',

  'gallery.leftovers-stored':
    'Recovered {count, plural, one {# picture} other {# pictures}} that had arrived before Tributary ended. {count, plural, one {It is} other {They are}} in the gallery.',
  'gallery.leftovers-recovered':
    'Moved {count, plural, one {# picture} other {# pictures}} of no known job into the folder "recovered".',
  'gallery.files-gone':
    'Removed {count, plural, one {# picture} other {# pictures}} from the gallery because the {count, plural, one {file is} other {files are}} gone.',
  'gallery.files-back':
    '{count, plural, one {# picture is} other {# pictures are}} back in the gallery because the {count, plural, one {file is} other {files are}} there again.',
  'gallery.attachment-stays': 'The file {path} could not be deleted: {error}',
  'gallery.look-failed': 'The picture folder could not be scanned: {error}',
  'gallery.folder-unreadable': '{folder} could not be scanned: {error}',
  'gallery.spool-unreadable': 'The pictures waiting in {folder} could not be read: {error}',
  'gallery.spooled-not-saved': 'A picture waiting in {folder} could not be stored yet: {error}',
  'gallery.not-listed-yet': 'A picture in {folder} could not be added to the gallery yet: {error}',
  'gallery.unreadable.absent': 'there is no such file.',
  'gallery.unreadable.folder': 'it is a folder.',
  'gallery.unreadable.denied': 'permission denied.',
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

  'gallery.sheet-empty': 'None of these pictures is there to be shown.',
  'gallery.sheet-too-large':
    'A table of {columns, number} by {rows, number} pictures is too large for one picture.',
  'gallery.sheet-too-large.remedy': 'Leaf through one of its axes, or make the grid smaller.',

  'gallery.history-entry-broken': 'Job {job} in the history could not be read and is left out.',
  'gallery.history-too-large': 'Job {job} is too large for the history: its figures are not kept.',
  'gallery.history-not-written':
    'The figures of job {job} could not be saved: {error} Its pictures are safe.',
  'gallery.history-no-such-job': 'This job is no longer in the history.',
  'gallery.history-unreadable': 'The saved figures of job {job} cannot be read.',
  'gallery.history-unreadable.remedy': 'Its pictures are in the gallery.',
} as const
