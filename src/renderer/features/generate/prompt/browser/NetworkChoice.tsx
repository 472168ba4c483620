import type { Offer } from '../../../../../shared/fleet-offers.ts'
import type { NetworkDetails, NetworkKind } from '../../../../../shared/network-details.ts'
import { say } from '../../../../../shared/words/say.ts'
import { SliderField } from '../../../../ui/SliderField.tsx'
import styles from './NetworkBrowser.module.css'
import { NetworkImage } from './NetworkImage.tsx'

const RANGES = {
  loras: { min: -2, max: 2, sliderMax: 2, step: 0.05 },
  embeddings: { min: 0, max: 2, sliderMax: 2, step: 0.05 },
} as const

interface NetworkChoiceProps {
  readonly kind: NetworkKind
  readonly offer: Offer
  /** null: not told yet */
  readonly details: NetworkDetails | null
  readonly weight: number
  readonly onWeigh: (weight: number) => void
  /** of its words those that are written behind it */
  readonly words: readonly string[]
  readonly onWords: (words: readonly string[]) => void
  /** what its owner takes into the negative prompt goes there, too */
  readonly withNegative: boolean
  readonly onNegative: (withNegative: boolean) => void
}

/** What is known of the row that is chosen, and how it is to be written. */
export function NetworkChoice(props: NetworkChoiceProps) {
  const { kind, offer, details, weight, onWeigh, words, onWords, withNegative, onNegative } = props
  const { name } = offer
  const own = details?.own ?? null
  const choices =
    details === null ? [] : [...new Set([own?.activation ?? [], details.trigger ?? [], details.words].flat())]
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
          {own?.description && (
            <p className={styles.where} translate="no">
              {own.description}
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
            <Word
              key={word}
              word={word}
              pressed={words.includes(word)}
              onPress={() =>
                onWords(words.includes(word) ? words.filter((each) => each !== word) : [...words, word])
              }
            />
          ))}
        </fieldset>
      )}
      {own?.negative && (
        <fieldset className={styles.words}>
          <legend>{say('prompt.networks.negative')}</legend>
          <Word word={own.negative} pressed={withNegative} onPress={() => onNegative(!withNegative)} />
        </fieldset>
      )}
      {details !== null && choices.length === 0 && kind === 'loras' && (
        <p className={styles.where}>{say('prompt.networks.no-words')}</p>
      )}
    </>
  )
}

/** A text that is written along, or not. */
function Word({
  word,
  pressed,
  onPress,
}: {
  readonly word: string
  readonly pressed: boolean
  readonly onPress: () => void
}) {
  return (
    <button type="button" className={styles.word} aria-pressed={pressed} translate="no" onClick={onPress}>
      {word}
    </button>
  )
}
