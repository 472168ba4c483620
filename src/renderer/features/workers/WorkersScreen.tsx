import { useEffect } from 'react'
import { usePanel } from '../../state/panel-store.ts'
import { Board } from './board/Board.tsx'
import { openSheet } from './board-store.ts'
import { EmptyBoard } from './EmptyBoard.tsx'
import { SelectionBar } from './header/SelectionBar.tsx'
import { WorkersHeader } from './header/WorkersHeader.tsx'
import { OpenSheet } from './sheet/OpenSheet.tsx'
import { DropHint, DropVeil } from './transfer/DropVeil.tsx'
import { useOutsideDrop } from './transfer/use-outside-drop.ts'
import { usePaste } from './transfer/use-paste.ts'
import { useEscape } from './use-escape.ts'
import styles from './WorkersScreen.module.css'

/** The machines: arranged in lanes, with what is opened beside them. */
export function WorkersScreen() {
  const none = usePanel(({ workerOrder }) => workerOrder.length === 0)
  const { over, handlers } = useOutsideDrop()
  useAsked()
  usePaste()
  useEscape()
  return (
    <div className={styles.screen} data-region="main" {...handlers}>
      <WorkersHeader />
      <div className={styles.content}>
        <div className={styles.board} data-landing>
          {none ? <EmptyBoard /> : <Board />}
          {!none && <DropHint />}
          <SelectionBar />
          {over && <DropVeil />}
        </div>
        <OpenSheet />
      </div>
    </div>
  )
}

/** Opens the sheet that another part of the panel asked for. */
function useAsked(): void {
  const addAsked = usePanel((state) => state.addWorkerAsked)
  const importAsked = usePanel((state) => state.importAsked)
  useEffect(() => {
    if (!addAsked && !importAsked) return
    usePanel.setState({ addWorkerAsked: false, importAsked: false })
    openSheet(addAsked ? { kind: 'add' } : { kind: 'import', preview: null })
  }, [addAsked, importAsked])
}
