import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useQuestion } from './asking.ts'

const close = () => useQuestion.setState({ question: null })

/** Asks before something is lost; the only modal of the board. */
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
          <Button onClick={close}>{question.keep ?? 'Cancel'}</Button>
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
