import { usePanel } from '../../../state/panel-store.ts'

/** Which of the two prompts of the form, as its texts are named. */
export type Prompt = 'prompt' | 'negative-prompt'

/** What each is called in the form. */
export const FORM_FIELD = { prompt: 'prompt', 'negative-prompt': 'negativePrompt' } as const

/** A prompt of the form as it stands: who asks is drawn anew with each key in it. */
export const usePromptText = (which: Prompt): string => usePanel(({ form }) => form[FORM_FIELD[which]])
