import fc from 'fast-check'

/**
 * Property tests draw the same cases in every run, so that a change is to blame when one fails. PROPERTY_SEED=random explores others,
 * PROPERTY_SEED=<number> repeats a run that failed.
 */
const wanted = process.env.PROPERTY_SEED ?? '20261125'
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) })
