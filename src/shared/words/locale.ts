/** The locale of every number, date and sentence. */
export const LOCALE = 'en-US'
