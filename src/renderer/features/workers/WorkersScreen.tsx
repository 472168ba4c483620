import { ScreenHeader } from '../../ui/ScreenHeader.tsx'

export function WorkersScreen() {
  return <ScreenHeader title="Workers" />
}
