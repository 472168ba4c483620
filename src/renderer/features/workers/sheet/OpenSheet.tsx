import { useBoard } from '../board-store.ts'
import { CompareSheet } from '../compare/CompareSheet.tsx'
import { DetailsSheet } from '../details/DetailsSheet.tsx'
import { DiscoverySheet } from '../discovery/DiscoverySheet.tsx'
import { AddSheet } from '../edit/AddSheet.tsx'
import { EditSheet } from '../edit/EditSheet.tsx'
import { ModelsSheet } from '../models/ModelsSheet.tsx'
import { ExportSheet } from '../transfer/ExportSheet.tsx'
import { ImportSheet } from '../transfer/ImportSheet.tsx'

/** The sheet that is open beside the board, if any. */
export function OpenSheet() {
  const sheet = useBoard((state) => state.sheet)
  switch (sheet?.kind) {
    case 'add':
      return <AddSheet key="add" url={sheet.url ?? ''} />
    case 'edit':
      return <EditSheet key={sheet.workerId} workerId={sheet.workerId} />
    case 'details':
      return <DetailsSheet key={sheet.workerId} workerId={sheet.workerId} firstTab={sheet.tab ?? 'speed'} />
    case 'import':
      return <ImportSheet key={sheet.preview?.token ?? 'none'} preview={sheet.preview} />
    case 'export':
      return <ExportSheet />
    case 'discovery':
      return <DiscoverySheet />
    case 'compare':
      return <CompareSheet />
    case 'models':
      return <ModelsSheet />
    default:
      return null
  }
}
