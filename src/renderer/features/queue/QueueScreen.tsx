import { ScreenHeader } from '../../ui/ScreenHeader.tsx'

export function QueueScreen() {
  return <ScreenHeader title="Queue" />
}
