import type { App } from '../app/app.ts'

export type { EventListener } from '../app/events.ts'

/** What the shell needs of the app: the answers to the panel's calls, its events, its pictures. */
export type ShellApp = Pick<
  App,
  | ('handlers' | 'subscribe' | 'serve' | 'setAttentive' | 'suspended' | 'resumed')
  | ('imagePath' | 'imagePng' | 'writeSheet' | 'syncCommand')
>
