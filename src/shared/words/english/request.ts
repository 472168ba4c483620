/** Fields of a request and of a worker: labels, bounds, what is wrong with a value. */
export const request = {} as const
