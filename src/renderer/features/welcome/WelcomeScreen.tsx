import { ScreenHeader } from '../../ui/ScreenHeader.tsx'

export function WelcomeScreen() {
  return <ScreenHeader title="Welcome" />
}
