/** Jobs and lists of wildcards as the app keeps them. */
export const app = {
  'app.job-unfinished.title': 'Job {number} was not finished',
  'app.job-unfinished':
    '{missing, number} of {requested, number} images are still missing. Resume it to make them with the same seeds, or cancel it.',
  'app.job-unfinished-endless':
    'It was to go on until it is stopped, and has {stored, number}. Resume it to go on, or cancel it.',
  'app.job-unfinished-until':
    'It was to make as many images as fit by {time}, and has {stored, number}. Resume it to go on until then, or cancel it.',
  'app.job-called-off': 'The job was cancelled before it entered the queue.',
  'app.job-gone': 'This job can no longer be resumed.',
  'app.job-gone.remedy': 'Run it again instead.',
  'app.job-whole': 'Job {number} is complete: no image is missing.',
  'app.no-tokens': 'Tokens cannot be counted now.',
  'app.wildcards.title': 'Wildcards',
  'app.wildcards-unreadable': 'The wildcards in {file} cannot be read: {error}',
  'app.demo-failed.title': 'The simulated fleet did not start',
} as const
