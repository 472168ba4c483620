import { useRef } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { optionsOf } from '../../../offers/offer-options.ts'
import { editForm } from '../../../state/edit-form.ts'
import { formErrors } from '../../../state/form-errors.ts'
import { useFormWithoutPrompts } from '../../../state/form-without-prompts.ts'
import { newestJob } from '../../../state/newest-job.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { ShadedScroller } from '../../../ui/ShadedScroller.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { OverridesSection } from '../advanced/OverridesSection.tsx'
import { SamplingSection } from '../advanced/SamplingSection.tsx'
import { ControlSection } from '../control/ControlSection.tsx'
import { DraftTabs } from '../drafts/DraftTabs.tsx'
import { PlanFooter } from '../plan/PlanFooter.tsx'
import { PresetMenu } from '../presets/PresetMenu.tsx'
import { PromptFields } from '../prompt/PromptFields.tsx'
import { usePromptFocus } from '../prompt/use-prompt-focus.ts'
import { ScriptsSection } from '../scripts/ScriptsSection.tsx'
import { StartSection } from '../start/StartSection.tsx'
import { VarySection } from '../vary/VarySection.tsx'
import { ExtraNote } from './ExtraNote.tsx'
import { FormMenu } from './FormMenu.tsx'
import { useFieldNotes } from './field-notes.ts'
import styles from './GenerateForm.module.css'
import { HiresSection } from './HiresSection.tsx'
import { ModelFields } from './ModelFields.tsx'
import { MoreSection } from './MoreSection.tsx'
import { SeedField } from './SeedField.tsx'
import { SizeField } from './SizeField.tsx'
import { VariationSection } from './VariationSection.tsx'

/** What to generate; below it, how it would be dealt out. */
export function GenerateForm() {
  const element = useRef<HTMLFormElement>(null)
  usePromptFocus(element)
  const draftKey = usePanel(({ drafts, draftAt }) => `${draftAt} of ${drafts.length}`)
  const form = useFormWithoutPrompts()
  // Its numbers, not the job: that is another one with each of its images.
  const seed = usePanel((state) => newestJob(state)?.seed ?? null)
  const subseed = usePanel((state) => newestJob(state)?.subseed ?? null)
  const vaes = usePanel((state) => state.offers.vaes)
  const errors = formErrors(form)
  const notesOn = useFieldNotes()
  return (
    <form
      ref={element}
      data-region="form"
      className={styles.form}
      aria-label={say('generate.form')}
      onSubmit={(event) => event.preventDefault()}
    >
      <DraftTabs />
      {/* Fields remember what is typed: those of another draft are others. */}
      <ShadedScroller key={draftKey} areaClassName={styles.area} className={styles.fields}>
        <div className={styles.top}>
          <h2>{say(form.imageToImage ? 'generate.form.title-image' : 'generate.form.title')}</h2>
          <div className={styles.tools}>
            <PresetMenu />
            <FormMenu />
          </div>
        </div>
        <PromptFields errors={errors} />
        <ModelFields />
        <div className={styles.pair}>
          <SliderField
            label={say('generate.steps')}
            help={say('help.steps')}
            value={form.steps}
            onChange={(steps) => editForm({ steps })}
            {...LIMITS.steps}
            sliderMax={60}
            step={1}
            error={errors.steps}
          />
          <SliderField
            label={say('generate.cfg')}
            help={say('help.cfg')}
            value={form.cfgScale}
            onChange={(cfgScale) => editForm({ cfgScale })}
            {...LIMITS.cfgScale}
            sliderMax={20}
            step={0.5}
            error={errors.cfgScale}
          />
        </div>
        <div className={styles.pair}>
          <SizeField
            width={form.width}
            height={form.height}
            onChange={editForm}
            errors={{ width: errors.width, height: errors.height }}
            notes={notesOn('size')}
          />
          <SeedField
            label={say('generate.seed')}
            help={say('help.seed')}
            value={form.seed}
            onChange={(seed) => editForm({ seed })}
            last={seed}
            error={errors.seed}
          />
        </div>
        <StartSection errors={errors} />
        {/* Only what is made from noise has a second pass. */}
        {form.imageToImage === null && <HiresSection errors={errors} />}
        <ControlSection />
        <ScriptsSection />
        <VariationSection errors={errors} last={subseed} />
        <VarySection />
        <MoreSection vaes={optionsOf(vaes, 'where-missing')} errors={errors} />
        <SamplingSection errors={errors} />
        <OverridesSection />
        <ExtraNote extra={form.extra} onLeaveOut={(left) => editForm({ extra: left })} />
      </ShadedScroller>
      <PlanFooter errors={errors} />
    </form>
  )
}
