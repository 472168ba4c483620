import type { ImageToImage, ResizeMode } from '../../../../shared/generation.ts'
import { say } from '../../../../shared/words/say.ts'
import { useFormWithoutPrompts } from '../../../state/form-without-prompts.ts'
import { Field } from '../../../ui/Field.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { editHow } from './edit-how.ts'
import { FitPreview } from './FitPreview.tsx'
import { fitPicture } from './fit-picture.ts'
import styles from './StartSection.module.css'

const ORDER: readonly ResizeMode[] = ['crop', 'fill', 'stretch', 'latent']

/** The size of what is made, and how pictures of another shape come into it. */
export function FitFields({ how }: { how: ImageToImage }) {
  const { inputs, width, height } = useFormWithoutPrompts()
  const target = { width, height }
  const others = inputs.filter((picture) => fitPicture(picture, target, how.resizeMode).frame)
  return (
    <>
      <Field label={say('start.result')} help={say('help.start.result')}>
        {({ id, 'aria-describedby': describedBy }) => (
          <Segmented
            id={id}
            aria-describedby={describedBy}
            label={say('start.result')}
            className={styles.choice}
            value={how.ownSize ? 'own' : 'form'}
            onChange={(value) => editHow({ ownSize: value === 'own' })}
            options={[
              { value: 'form', label: say('start.result.form'), hint: say('start.size', { width, height }) },
              { value: 'own', label: say('start.result.own') },
            ]}
          />
        )}
      </Field>
      {!how.ownSize && others.length > 0 && (
        <Field
          label={say('start.fit')}
          help={say('help.start.fit')}
          hint={say(`start.fit.${how.resizeMode}.hint`)}
        >
          {({ id, 'aria-describedby': describedBy }) => (
            <>
              <Segmented
                id={id}
                aria-describedby={describedBy}
                label={say('start.fit')}
                className={styles.choice}
                value={how.resizeMode}
                onChange={(resizeMode) => editHow({ resizeMode })}
                options={ORDER.map((value) => ({
                  value,
                  label: say(`start.fit.${value}`),
                  hint: say(`start.fit.${value}.hint`),
                }))}
              />
              <FitPreview pictures={others} target={target} mode={how.resizeMode} />
            </>
          )}
        </Field>
      )}
    </>
  )
}
