import { createHash } from 'node:crypto'

/** A checkpoint file on the simulated disk. */
export interface Checkpoint {
  /** relative name with extension, as the server's OS writes it */
  readonly file: string
  /** basename without extension: what infotexts call it */
  readonly name: string
  /** relative name without extension, separators as "_": what GET /sd-models calls it */
  readonly modelName: string
  readonly sha256: string
}

/** Hash of a file that does not exist: it follows from its name alone, so that it agrees between machines. */
export const inventedHash = (name: string): string =>
  createHash('sha256').update(`tributary/${name}`).digest('hex')

const withoutExtension = (file: string) => file.replace(/\.(safetensors|ckpt|pt|gguf)$/i, '')
const basename = (file: string) => file.split(/[\\/]/).at(-1) ?? file

/**
 * The checkpoints of one machine. Outlives restarts: hashes, once computed, are cached on disk. A file is written `folder/name.safetensors`;
 * `#content` behind it sets two files of one name apart: files of the same content have the same hash.
 */
export class CheckpointFiles {
  readonly #checkpoints: readonly Checkpoint[]
  /** in the order in which their aliases were entered: a later one takes an alias over (modules/sd_models.py, CheckpointInfo.register) */
  #registered: readonly Checkpoint[]
  readonly #hashed = new Set<string>()

  constructor(files: readonly string[]) {
    this.#checkpoints = files.map((given) => {
      const [file = '', content] = given.split('#', 2)
      const whole = /\.\w+$/.test(file) ? file : `${file}.safetensors`
      const name = withoutExtension(basename(whole))
      const modelName = withoutExtension(whole).replaceAll(/[\\/]/g, '_')
      return { file: whole, name, modelName, sha256: inventedHash(content ?? name) }
    })
    this.#registered = this.#checkpoints
  }

  all(): readonly Checkpoint[] {
    return this.#checkpoints
  }

  isHashed(checkpoint: Checkpoint): boolean {
    return this.#hashed.has(checkpoint.file)
  }

  /** True: it had to be hashed now. */
  hash(checkpoint: Checkpoint): boolean {
    if (this.isHashed(checkpoint)) return false
    this.#hashed.add(checkpoint.file)
    this.#registered = [...this.#registered.filter((other) => other !== checkpoint), checkpoint]
    return true
  }

  /** "sub/dir/file.safetensors [10 hex]", without the bracket until the hash is known. */
  title(checkpoint: Checkpoint): string {
    return this.isHashed(checkpoint)
      ? `${checkpoint.file} [${checkpoint.sha256.slice(0, 10)}]`
      : checkpoint.file
  }

  /** By any of the texts sdwui takes for it (modules/sd_models.py, CheckpointInfo.ids); exact. */
  find(text: string): Checkpoint | null {
    return this.#registered.findLast((checkpoint) => this.#aliases(checkpoint).includes(text)) ?? null
  }

  /** "name.safetensors" of a file in a folder and "folder/name" without extension are none. */
  #aliases(checkpoint: Checkpoint): string[] {
    const { file, name, modelName, sha256 } = checkpoint
    const short = sha256.slice(0, 10)
    const always = [modelName, file, name]
    return this.isHashed(checkpoint)
      ? [...always, this.title(checkpoint), short, sha256, `${name} [${short}]`]
      : always
  }
}
