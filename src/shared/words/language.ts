/** `english`, or `pseudo`: English with every sentence of the catalogue between marks, so that text from elsewhere shows. */
export type Language = 'english' | 'pseudo'

/** Around each sentence of the catalogue in the pseudo-language. */
export const MARKS = ['⟦', '⟧'] as const

let language: Language = 'english'

/** The language of that name; English where there is none of it. */
export function languageOf(name: string | null | undefined): Language {
  return name === 'pseudo' ? name : 'english'
}

/** To be called once, before anything is said: sentences that were made before stay as they are. */
export function setLanguage(chosen: Language): void {
  language = chosen
}

/** The sentence as the language shows it. */
export function marked(sentence: string): string {
  return language === 'english' || sentence === '' ? sentence : `${MARKS[0]}${sentence}${MARKS[1]}`
}
