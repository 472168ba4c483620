import { ScreenHeader } from '../../ui/ScreenHeader.tsx'

export function GenerateScreen() {
  return <ScreenHeader title="Generate" />
}
