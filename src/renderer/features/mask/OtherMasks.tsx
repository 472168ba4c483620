import { Toolbar } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import type { InputId, InputPicture } from '../../../shared/input-picture.ts'
import { say } from '../../../shared/words/say.ts'
import { addInputs, useAdding } from '../../inputs/add-inputs.ts'
import { invert } from '../../inputs/mask/plane.ts'
import { readMask } from '../../inputs/mask/read-mask.ts'
import { PICTURE_FILES } from '../../inputs/picture-files.ts'
import { problemFrom } from '../../state/problem-error.ts'
import { showProblem } from '../../state/toasts.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { Painting } from './painting/painting.ts'

interface OtherMasksProps {
  readonly icon: ReactNode
  readonly picture: InputPicture
  readonly painting: Painting
}

/** Takes a mask from a file, or what was transparent in the picture, to be painted further. */
export function OtherMasks({ icon, picture, painting }: OtherMasksProps) {
  const chooser = useRef<HTMLInputElement>(null)
  const shape = useAdding(({ shapes }) => shapes[picture.id])
  const take = async (id: InputId, inverted: boolean) => {
    try {
      const plane = await readMask(id, picture)
      if (inverted) invert(plane)
      painting.replace(plane.values)
    } catch (error) {
      showProblem(say('mask.more.failed'), problemFrom(error))
    }
  }
  const takeFile = async (file: File) => {
    const { pictures, refused } = await addInputs([file], 'mask')
    const [mask] = pictures
    if (mask) await take(mask.id, false)
    else if (refused[0]) showProblem(say('mask.more.failed'), refused[0])
  }
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Toolbar.Button asChild>
            <IconButton label={say('mask.more')} icon={icon} side="right" />
          </Toolbar.Button>
        }
        entries={[
          { label: say('mask.more.file'), run: () => chooser.current?.click() },
          {
            label: say('mask.more.shape'),
            disabled: shape === undefined,
            run: () => shape && void take(shape.id, true),
          },
        ]}
      />
      <input
        ref={chooser}
        type="file"
        accept={PICTURE_FILES}
        aria-label={say('start.mask.field')}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void takeFile(file)
          event.target.value = ''
        }}
      />
    </>
  )
}
