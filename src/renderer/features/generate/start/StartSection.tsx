import { useEffect, useRef } from 'react'
import { isMasked } from '../../../../shared/own-masks.ts'
import { say } from '../../../../shared/words/say.ts'
import { START_FOLD, useStart } from '../../../inputs/start-from.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useReset } from '../../../state/reset-section.ts'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { setFold } from '../../../ui/fold-state.ts'
import { FitFields } from './FitFields.tsx'
import { InputNotes } from './InputNotes.tsx'
import { InputTiles } from './InputTiles.tsx'
import { MaskFields } from './MaskFields.tsx'
import { StrengthField } from './StrengthField.tsx'

/** Images made from pictures instead of from noise alone: which, how much of them stays, and what part. */
export function StartSection({ errors }: { errors: FormErrors }) {
  const section = useRef<HTMLDivElement>(null)
  const count = usePanel((state) => state.form.inputs.length)
  const how = usePanel((state) => state.form.imageToImage)
  const came = useStart((state) => state.came)
  useEffect(() => {
    if (came > 0 && section.current) scrollTo(section.current)
  }, [came])
  const lacks = usePanel((state) => state.missing?.pictures.some(({ place }) => place === 'start') ?? false)
  useEffect(() => {
    if (lacks) setFold(START_FOLD, true)
  }, [lacks])
  const title = say('start.title')
  const masked = how !== null && isMasked(how)
  const summary = say(masked ? 'start.summary-masked' : 'start.summary', { count })
  return (
    <div ref={section}>
      <FoldSection
        name={START_FOLD}
        title={title}
        summary={count > 0 ? summary : say('generate.off')}
        onReset={useReset(['inputs', 'imageToImage'], title)}
      >
        <InputTiles />
        <InputNotes />
        {how !== null && (
          <>
            <StrengthField how={how} error={errors['imageToImage.denoisingStrength']} />
            <FitFields how={how} />
            <MaskFields how={how} errors={errors} />
          </>
        )}
      </FoldSection>
    </div>
  )
}

/** px that stay free above it */
const ROOM = 10

/** Scrolls the form alone: asked to show an element that is higher than the form, the browser would move the whole page as well. */
function scrollTo(section: HTMLElement): void {
  const fields = section.parentElement
  if (fields) fields.scrollTop = section.offsetTop - ROOM
}
