import { Brush, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type ImageToImage, MaskContent } from '../../../../shared/generation.ts'
import { countOwnMasks, isMasked } from '../../../../shared/own-masks.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { say } from '../../../../shared/words/say.ts'
import { addInputs, useAdding } from '../../../inputs/add-inputs.ts'
import { askForMask } from '../../../inputs/mask/paint-mask.ts'
import { PICTURE_FILES } from '../../../inputs/picture-files.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FilesButton } from '../../../ui/FilesButton.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { SwitchField } from '../../../ui/SwitchField.tsx'
import form from '../form/GenerateForm.module.css'
import { editHow, removeMask, removeOwnMasks } from './edit-how.ts'
import styles from './StartSection.module.css'

/** The part of the pictures that is painted anew; without a mask, all of it is. */
export function MaskFields({ how, errors }: { how: ImageToImage; errors: FormErrors }) {
  const { mask } = how
  if (!isMasked(how)) return <MaskSources />
  return (
    <section className={styles.group} aria-label={say('start.mask')}>
      {mask === null ? (
        <div className={styles.ways}>
          <PaintButton />
        </div>
      ) : (
        <>
          <MaskLine mask={mask} />
          <OtherSize mask={mask} />
        </>
      )}
      <OwnMasks how={how} />
      <SwitchField
        label={say('start.mask.invert')}
        help={say('help.mask.invert')}
        checked={how.invertMask}
        onChange={(invertMask) => editHow({ invertMask })}
      />
      <SwitchField
        label={say('start.mask.soft')}
        help={say('help.mask.soft')}
        checked={how.softMask}
        onChange={(softMask) => editHow({ softMask })}
      />
      <SliderField
        label={say('start.mask.blur')}
        help={say('help.mask.blur')}
        value={how.maskBlur}
        onChange={(maskBlur) => editHow({ maskBlur })}
        min={0}
        max={64}
        step={1}
        error={errors['imageToImage.maskBlur']}
      />
      <Field label={say('start.mask.content')} help={say('help.mask.content')}>
        {(control) => (
          <Select
            {...control}
            label={say('start.mask.content')}
            value={how.maskContent}
            onChange={(maskContent) => editHow({ maskContent })}
            options={MaskContent.options.map((value) => ({
              value,
              label: say(`start.mask.content.${value}`),
            }))}
          />
        )}
      </Field>
      <SwitchField
        label={say('start.mask.only')}
        help={say('help.mask.only')}
        checked={how.onlyMasked}
        onChange={(onlyMasked) => editHow({ onlyMasked })}
      />
      {how.onlyMasked && (
        <SliderField
          label={say('start.mask.padding')}
          help={say('help.mask.padding')}
          value={how.padding}
          onChange={(padding) => editHow({ padding })}
          min={0}
          max={256}
          step={4}
          error={errors['imageToImage.padding']}
        />
      )}
    </section>
  )
}

/** Where a mask can come from. */
function MaskSources() {
  const [refused, setRefused] = useState<Problem | null>(null)
  const inputs = usePanel((state) => state.form.inputs)
  const shape = useAdding(({ shapes }) => inputs.map(({ id }) => shapes[id]).find(Boolean))
  const take = async (files: readonly File[]) => {
    const added = await addInputs(files.slice(0, 1), 'mask')
    const [mask] = added.pictures
    setRefused(added.refused[0] ?? null)
    if (mask) editHow({ mask, invertMask: false })
  }
  return (
    <section className={styles.group} aria-label={say('start.mask')}>
      <div>
        <p>{say('start.mask')}</p>
        <p className={form.explained}>{say('start.mask.explained')}</p>
      </div>
      <div className={styles.ways}>
        <PaintButton />
        <FilesButton
          size="small"
          accept={PICTURE_FILES}
          fileLabel={say('start.mask.field')}
          multiple={false}
          onFiles={(files) => void take(files)}
        >
          {say('start.mask.choose')}
        </FilesButton>
        {shape && (
          <Button size="small" onClick={() => editHow({ mask: shape, invertMask: true })}>
            {say('start.mask.transparent')}
          </Button>
        )}
      </div>
      {refused && (
        <ProblemNote
          problem={refused}
          action={{ label: say('start.dismiss'), run: () => setRefused(null) }}
        />
      )}
    </section>
  )
}

/** That some pictures have a mask of their own, and the way back. */
function OwnMasks({ how }: { how: ImageToImage }) {
  const count = countOwnMasks(how)
  if (count === 0) return null
  return (
    <p className={styles.note}>
      {say(how.mask === null ? 'start.own-mask.alone' : 'start.own-mask.beside', { count })}{' '}
      <button type="button" className={styles.link} onClick={removeOwnMasks}>
        {say('start.own-mask.remove', { count })}
      </button>
    </p>
  )
}

function MaskLine({ mask }: { mask: NonNullable<ImageToImage['mask']> }) {
  const { id, name, width, height } = mask
  return (
    <div className={styles.maskLine}>
      <Picture of={{ kind: 'input', id }} alt={say('start.mask.name')} className={styles.maskThumb} />
      <div className={styles.maskWords}>
        <p>{say('start.mask.name')}</p>
        <p className={styles.size}>
          <span title={name} translate="no">
            {name}
          </span>{' '}
          {say('start.size', { width, height })}
        </p>
      </div>
      <PaintButton edit />
      <IconButton label={say('start.mask.remove')} icon={<Trash2 />} onClick={removeMask} />
    </div>
  )
}

/** Opens the painter on the picture that the mask was made for, else on the first one. */
function PaintButton({ edit = false }: { edit?: boolean }) {
  const picture = usePanel(({ form: { inputs, imageToImage } }) => {
    const mask = imageToImage?.mask
    return (
      inputs.find((each) => mask && each.width === mask.width && each.height === mask.height) ?? inputs[0]
    )
  })
  if (picture === undefined) return null
  const opens = { onClick: () => askForMask(picture), 'data-opens': 'mask' }
  return edit ? (
    <IconButton label={say('mask.edit')} icon={<Brush />} {...opens} />
  ) : (
    <Button size="small" icon={<Brush aria-hidden="true" />} {...opens}>
      {say('mask.open')}
    </Button>
  )
}

/** Says where the mask will be scaled, as it is while it is sent. */
function OtherSize({ mask: { width, height } }: { mask: NonNullable<ImageToImage['mask']> }) {
  const other = usePanel(({ form: { inputs, imageToImage } }) =>
    inputs.find(
      (each) =>
        (each.width !== width || each.height !== height) && imageToImage?.ownMasks?.[each.id] === undefined,
    ),
  )
  if (other === undefined) return null
  const to = { toWidth: other.width, toHeight: other.height }
  return <p className={styles.note}>{say('inputs.mask-scaled', { width, height, ...to })}</p>
}
