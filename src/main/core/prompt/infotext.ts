/** The panel reads infotexts too, so the reader lives in `shared`. */
export {
  type Infotext,
  infotextNumber,
  infotextSize,
  promptInInfotext,
  readInfotext,
} from '../../../shared/infotext.ts'
