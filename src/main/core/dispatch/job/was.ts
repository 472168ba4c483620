/** What can stand in a machine's way while a job runs, and how it is told once the job is over. First match. */
const PAST: readonly (readonly [RegExp, string])[] = [
  [/^is (?:about to be|being) measured$/, 'it was still being measured'],
  [/^switched off$/, 'it was switched off'],
  [/^has not answered yet$/, 'it had not answered yet'],
  [/^needs a user name and password$/, 'it needed a user name and password'],
  [/^paused after three failures$/, 'it was paused after three failures'],
  [/^not (?:reachable|available)$/, 'it was not reachable'],
  [/^held in reserve$/, 'it was held in reserve'],
  [/^loads (.+)$/, 'it was loading $1'],
  [/^it has no checkpoint$/, 'it had no checkpoint'],
  [/^its samples_format is /, 'its samples_format was '],
  [/^its server makes no hires pass$/, 'its server made no hires pass'],
  [/^(.+) is missing$/, 'it lacked $1'],
  [/^one image of (.+) does not fit into its memory$/, 'one image of $1 did not fit into its memory'],
  [
    /^one image would take it (\d+) s, the others are done in (\d+) s$/,
    'one image would have taken it $1 s, the others were to be done in $2 s',
  ],
  [/^the others are done before it could help$/, 'the others were to be done before it could help'],
]

/** The reason for which a machine is left out now as one for which it was: "switched off" becomes "it was switched off". */
export function was(reason: string): string {
  const [pattern, words] = PAST.find(([now]) => now.test(reason)) ?? []
  return pattern === undefined || words === undefined ? reason : reason.replace(pattern, words)
}
