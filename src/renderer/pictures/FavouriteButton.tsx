import { Heart } from 'lucide-react'
import type { StoredImage } from '../../shared/job.ts'
import { toggleFavourite, useFavourite } from '../state/favourites.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { favourite } from './actions/picture-actions.ts'

interface FavouriteButtonProps {
  readonly image: StoredImage
  /** with a frame, unless it stands in a row of quiet ones */
  readonly look: 'framed' | 'quiet'
}

/** Marks a picture as a favourite, or takes the mark away; the heart is full while it is one. */
export function FavouriteButton({ image, look }: FavouriteButtonProps) {
  const marked = useFavourite(image)
  return (
    <IconButton
      label={favourite.name({ images: [image], trashed: false })}
      icon={<Heart fill={marked ? 'currentColor' : 'none'} />}
      look={look}
      pressed={marked}
      onClick={() => void toggleFavourite(image)}
    />
  )
}
