/** Files of settings, workers and passwords. */
export const settings = {
  'settings.title': 'Settings',
  'settings.file-unusable': '{file} cannot be used: {error}.',
  'settings.file-unusable.remedy':
    'Allow reading and writing there, or start Tributary with another folder for its settings.',
  'settings.disk-full': '{file} cannot be used: the disk is full.',
  'settings.disk-full.remedy': 'Make room there and try again.',
  'settings.set-aside': '{file} could not be read. It was kept as {kept}, and defaults are used instead.',
  'settings.bad-value-stored': 'The setting {field} in {file} is not valid; its default is used. {why}',
  'settings.not-settings': 'This file does not hold settings of Tributary.',
  'settings.not-settings.remedy': 'Choose a file that was made with “Export settings”.',
  'settings.not-an-object': '{field} must be an object.',

  'settings.workers-no-list':
    'The list of workers in {file} is not a list; it is kept there under another name.',
  'settings.worker-unreadable':
    'A worker in {file} could not be read. It is left out, and stays in the file.',
  'settings.worker-bad-value': 'Worker {worker}: {field} is not valid; its default is used. {why}',

  'settings.no-keyring': 'This system has no keyring.',
  'settings.password-needs-keyring': 'This system has no keyring to keep the password safe.',
  'settings.password-needs-keyring.remedy':
    'Allow storing it unencrypted on this machine, or set up a keyring first.',
  'settings.password-damaged':
    'A stored password cannot be read: its entry in {file} is damaged. Enter it again where that machine asks for it.',
  'settings.password-sealed':
    "A stored password cannot be read: it is sealed by the system's keyring, which is not available here. Enter it again where that machine asks for it.",
  'settings.password-not-opened':
    "A stored password cannot be read: the system's keyring does not open it ({error}). Enter it again where that machine asks for it.",
} as const
