import type { Offer } from '../../../../../shared/fleet-offers.ts'
import type { NetworkKind } from '../../../../../shared/network-details.ts'
import { say } from '../../../../../shared/words/say.ts'
import { call } from '../../../../state/call.ts'
import { SliderField } from '../../../../ui/SliderField.tsx'
import { useLater } from '../use-later.ts'
import styles from './NetworkBrowser.module.css'
import { NetworkImage } from './NetworkImage.tsx'

/** ms on a row until machines are asked about it */
const ASK_AFTER_MS = 200

const RANGES = {
  loras: { min: -2, max: 2, sliderMax: 2, step: 0.05 },
  embeddings: { min: 0, max: 2, sliderMax: 2, step: 0.05 },
} as const

interface NetworkChoiceProps {
  readonly kind: NetworkKind
  readonly offer: Offer
  readonly weight: number
  readonly onWeigh: (weight: number) => void
  /** of its words those that are written behind it */
  readonly words: readonly string[]
  readonly onWords: (words: readonly string[]) => void
}

/** What is known of the row that is chosen, and how it is to be written. */
export function NetworkChoice({ kind, offer, weight, onWeigh, words, onWords }: NetworkChoiceProps) {
  const { name } = offer
  const told = useLater(
    `${kind} ${name}`,
    async () => ({ name, details: await call('networkDetails', { kind, name }) }),
    ASK_AFTER_MS,
  )
  const details = told?.name === name ? told.details : null
  const choices = details === null ? [] : [...new Set([details.trigger ?? [], details.words].flat())]
  return (
    <>
      <div className={styles.head}>
        <NetworkImage kind={kind} name={name} className={styles.large} />
        <div className={styles.facts}>
          <h3 className={styles.chosen} translate="no">
            {name}
          </h3>
          <p className={styles.where}>
            {details === null || details.machines.length === 0
              ? say('generate.offer.on', { on: offer.on, of: offer.of })
              : say('prompt.networks.machines', { names: details.machines })}
          </p>
          {details?.base && (
            <p className={styles.where}>
              {say('prompt.networks.base')} <span translate="no">{details.base}</span>
            </p>
          )}
        </div>
      </div>
      <div>
        <SliderField
          label={say('prompt.networks.weight')}
          help={say('help.network.weight')}
          value={weight}
          onChange={onWeigh}
          {...RANGES[kind]}
          error={undefined}
        />
      </div>
      {choices.length > 0 && (
        <fieldset className={styles.words}>
          <legend>{say('prompt.networks.words')}</legend>
          {choices.map((word) => (
            <button
              key={word}
              type="button"
              className={styles.word}
              aria-pressed={words.includes(word)}
              translate="no"
              onClick={() =>
                onWords(words.includes(word) ? words.filter((each) => each !== word) : [...words, word])
              }
            >
              {word}
            </button>
          ))}
        </fieldset>
      )}
      {details !== null && choices.length === 0 && kind === 'loras' && (
        <p className={styles.where}>{say('prompt.networks.no-words')}</p>
      )}
    </>
  )
}
