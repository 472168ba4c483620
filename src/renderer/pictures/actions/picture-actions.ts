import {
  Bookmark,
  Brush,
  Copy,
  Download,
  FileText,
  FolderOpen,
  Heart,
  ImagePlus,
  ImageUpscale,
  Maximize2,
  Scaling,
  Sprout,
  TextCursorInput,
  TextQuote,
  Trash2,
  Undo2,
  Wand2,
} from 'lucide-react'
import { say } from '../../../shared/words/say.ts'
import { paintOn } from '../../inputs/paint-on.ts'
import { startFrom } from '../../inputs/start-from.ts'
import { askToUpscale } from '../../inputs/upscale.ts'
import { copyText } from '../../state/copy-text.ts'
import { replaceForm } from '../../state/edit-form.ts'
import { isFavourite, markPictures } from '../../state/favourites.ts'
import { goTo } from '../../state/navigation.ts'
import { type Action, type ActionMenu, tryAction } from '../../ui/action.ts'
import { isPress, type KeyPress, SHORTCUTS } from '../../ui/shortcuts.ts'
import {
  askToPurge,
  copyPicture,
  deletePictures,
  restorePictures,
  reveal,
  saveAs,
  saveCopies,
} from './picture-calls.ts'
import { onlyOne, type PictureSubject } from './picture-subject.ts'
import { formSizeOf, presetOfPicture, settingsBack } from './settings-back.ts'

type PictureAction = Action<PictureSubject>

const isOne = (subject: PictureSubject) => !subject.trashed && onlyOne(subject) !== undefined
const areMarked = ({ images }: PictureSubject) => images.every(isFavourite)
/** Runs on the one picture that it is about. */
const onOne =
  (work: (image: NonNullable<ReturnType<typeof onlyOne>>) => void) => (subject: PictureSubject) => {
    const image = onlyOne(subject)
    if (image) work(image)
  }

const openOne: PictureAction = {
  name: () => say('pictures.open-one'),
  icon: Maximize2,
  shortcut: SHORTCUTS.open,
  fits: (subject) => isOne(subject) && subject.open !== undefined,
  run: (subject) => onOne((image) => subject.open?.(image))(subject),
}

export const favourite: PictureAction = {
  name: (subject) => say(areMarked(subject) ? 'pictures.remove-favourite' : 'pictures.add-favourite'),
  icon: Heart,
  shortcut: SHORTCUTS.favourite,
  fits: ({ trashed }) => !trashed,
  run: (subject) => void markPictures(subject.images, !areMarked(subject)),
}

export const copyOne: PictureAction = {
  name: () => say('pictures.copy'),
  icon: Copy,
  shortcut: SHORTCUTS.copy,
  fits: isOne,
  run: onOne((image) => void copyPicture(image)),
}

export const copyPrompt: PictureAction = {
  name: () => say('pictures.copy-prompt'),
  icon: TextQuote,
  fits: (subject) => onlyOne(subject) !== undefined,
  can: (subject) => onlyOne(subject)?.prompt !== '',
  run: onOne((image) => void copyText(image.prompt, say('panel.copied-prompt'))),
}

export const copyInfotext: PictureAction = {
  name: () => say('pictures.copy-infotext'),
  icon: FileText,
  fits: (subject) => (onlyOne(subject)?.infotext ?? null) !== null,
  run: onOne(({ infotext }) => {
    if (infotext !== null) void copyText(infotext, say('panel.copied-infotext'))
  }),
}

export const takeSettings: PictureAction = {
  name: () => say('pictures.settings.use'),
  icon: Wand2,
  fits: (subject) => onlyOne(subject) !== undefined,
  run: onOne((image) => void settingsBack(image)),
}

const takePrompt: PictureAction = {
  name: () => say('pictures.prompt.use'),
  icon: TextCursorInput,
  fits: (subject) => onlyOne(subject) !== undefined,
  run: onOne(({ prompt, negativePrompt }) => {
    goTo('generate')
    replaceForm({ prompt, negativePrompt }, say('pictures.prompt.used'))
  }),
}

const takeSize: PictureAction = {
  name: () => say('pictures.size.use'),
  icon: Scaling,
  fits: (subject) => formSizeOf(onlyOne(subject)) !== null,
  run: onOne((image) => {
    const size = formSizeOf(image)
    if (size === null) return
    goTo('generate')
    replaceForm(size, say('pictures.size.used', size))
  }),
}

const keepAsPreset: PictureAction = {
  name: () => say('presets.keep-picture'),
  icon: Bookmark,
  fits: isOne,
  run: onOne((image) => void presetOfPicture(image)),
}

const takeSeed: PictureAction = {
  name: () => say('pictures.seed.use'),
  icon: Sprout,
  fits: (subject) => onlyOne(subject) !== undefined,
  run: onOne(({ seed, subseed }) => {
    goTo('generate')
    replaceForm({ seed, subseed }, say('pictures.seed.used', { seed: String(seed) }))
  }),
}

export const useAsInput: PictureAction = {
  name: () => say('pictures.use-as-input'),
  icon: ImagePlus,
  fits: ({ trashed }) => !trashed,
  run: ({ images }) => {
    goTo('generate')
    void startFrom(images)
  },
}

const inpaint: PictureAction = {
  name: () => say('mask.inpaint'),
  icon: Brush,
  fits: isOne,
  run: onOne((image) => {
    goTo('generate')
    void paintOn(image)
  }),
}

export const upscale: PictureAction = {
  name: () => say('upscale.action'),
  icon: ImageUpscale,
  fits: ({ trashed }) => !trashed,
  run: ({ images }) => void askToUpscale(images),
}

export const save: PictureAction = {
  name: (subject) => say(onlyOne(subject) ? 'pictures.save-as' : 'pictures.save-copies'),
  icon: Download,
  shortcut: SHORTCUTS.save,
  fits: ({ trashed }) => !trashed,
  run: (subject) => {
    const image = onlyOne(subject)
    void (image ? saveAs(image) : saveCopies(subject.images))
  },
}

export const revealOne: PictureAction = {
  name: () => say('pictures.reveal'),
  icon: FolderOpen,
  fits: isOne,
  run: onOne(reveal),
}

export const remove: PictureAction = {
  name: () => say('pictures.delete'),
  icon: Trash2,
  danger: true,
  shortcut: SHORTCUTS.remove,
  fits: ({ trashed }) => !trashed,
  run: ({ images }) => void deletePictures(images),
}

export const restore: PictureAction = {
  name: () => say('pictures.restore'),
  icon: Undo2,
  fits: ({ trashed }) => trashed,
  run: ({ images }) => void restorePictures(images),
}

export const purge: PictureAction = {
  name: () => say('pictures.purge'),
  icon: Trash2,
  danger: true,
  shortcut: SHORTCUTS.remove,
  fits: ({ trashed }) => trashed,
  run: ({ images }) => askToPurge(images),
}

/** What the menu of a picture offers, in its order. */
export const PICTURE_MENU: ActionMenu<PictureSubject> = [
  openOne,
  favourite,
  restore,
  'line',
  copyOne,
  copyPrompt,
  copyInfotext,
  'line',
  takeSettings,
  takePrompt,
  takeSeed,
  takeSize,
  keepAsPreset,
  useAsInput,
  inpaint,
  upscale,
  'line',
  save,
  revealOne,
  'line',
  remove,
  purge,
]

const WITH_KEYS = PICTURE_MENU.filter((action) => action !== 'line').filter(({ shortcut }) => shortcut)

const isTextSelected = () => window.getSelection()?.isCollapsed === false

/** Does what a key asks for, where it can be done. Answers whether it was the key of an action that fits. */
export function runByKey(press: KeyPress, subject: PictureSubject): boolean {
  if (subject.images.length === 0) return false
  // It copies the text, as everywhere.
  if (isPress(press, SHORTCUTS.copy) && isTextSelected()) return false
  const action = WITH_KEYS.find(
    ({ shortcut, fits }) => shortcut && isPress(press, shortcut) && fits?.(subject) !== false,
  )
  return action !== undefined && tryAction(action, subject)
}
