/** Why a worker is left out of a plan, and what a plan says. */
export const planning = {} as const
