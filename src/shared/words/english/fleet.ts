/** Workers: their states, benchmarks, looks, discovery, sync. */
export const fleet = {
  // Why a worker gets no work; read after its name: "argon: is being measured".
  'fleet.not-answered-yet': 'has not answered yet',
  'fleet.not-answered-yet.past': 'it had not answered yet',
  'fleet.about-to-be-measured': 'is about to be measured',
  'fleet.about-to-be-measured.past': 'it was still being measured',
  'fleet.being-measured': 'is being measured',
  'fleet.being-measured.past': 'it was still being measured',
  'fleet.needs-password': 'needs a user name and password',
  'fleet.needs-password.past': 'it needed a user name and password',
  'fleet.paused': 'paused after three failures',
  'fleet.paused.past': 'it was paused after three failures',
  'fleet.not-reachable': 'not reachable',
  'fleet.not-reachable.past': 'it was not reachable',
  'fleet.unusable': '{problem}',
  'fleet.unusable.past': 'it could not be used: {problem}',
  'fleet.loading': 'loads {checkpoint}',
  'fleet.loading.past': 'it was loading {checkpoint}',
  'fleet.works-on-job': 'works on a job',
  'fleet.works-for-others': "is busy with somebody else's work",
  'fleet.checkpoint-not-there': '{checkpoint} is not on it',
} as const
