import { say } from '../../shared/words/say.ts'
import { Button } from './Button.tsx'
import { useQuestion } from './confirm.ts'
import { Dialog } from './Dialog.tsx'

const close = () => useQuestion.setState({ question: null })

/** Asks before something is lost. There is one for the whole panel. */
export function ConfirmDialog() {
  const question = useQuestion((state) => state.question)
  if (!question) return null
  return (
    <Dialog
      open
      onClose={close}
      title={question.title}
      description={question.text}
      width={460}
      footer={
        <>
          <Button onClick={close}>{question.keep ?? say('panel.cancel')}</Button>
          <Button
            look="primary"
            onClick={() => {
              close()
              question.run()
            }}
          >
            {question.label}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}
