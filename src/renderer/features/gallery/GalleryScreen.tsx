import { ScreenHeader } from '../../ui/ScreenHeader.tsx'

export function GalleryScreen() {
  return <ScreenHeader title="Gallery" />
}
