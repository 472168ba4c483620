/** What a signed 32-bit integer holds, where a server reads its seeds as one. */
export const LARGEST_SIGNED_SEED = 2 ** 31 - 1
