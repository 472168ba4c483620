import type { ImageToImage } from '../../../../shared/generation.ts'
import { say } from '../../../../shared/words/say.ts'
import { SliderField } from '../../../ui/SliderField.tsx'
import styles from '../form/GenerateForm.module.css'
import { editHow } from './edit-how.ts'

/** What a strength does, in words that a person can choose by. */
export function strengthWords(strength: number): string {
  if (strength === 0) return say('start.strength.none')
  if (strength < 0.3) return say('start.strength.little')
  if (strength < 0.55) return say('start.strength.some')
  return say(strength < 0.8 ? 'start.strength.much' : 'start.strength.most')
}

/** How much of the pictures is painted anew. */
export function StrengthField({ how, error }: { how: ImageToImage; error: string | undefined }) {
  return (
    <div>
      <SliderField
        label={say('start.strength')}
        help={say('help.start.strength')}
        value={how.denoisingStrength}
        onChange={(denoisingStrength) => editHow({ denoisingStrength })}
        min={0}
        max={1}
        step={0.01}
        error={error}
      />
      {error === undefined && <p className={styles.explained}>{strengthWords(how.denoisingStrength)}</p>}
    </div>
  )
}
