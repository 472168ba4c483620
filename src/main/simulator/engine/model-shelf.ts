import { createHash } from 'node:crypto'

/** A checkpoint file on the simulated disk. */
export interface Checkpoint {
  /** relative name with extension, as the server's OS writes it */
  readonly file: string
  /** basename without extension */
  readonly name: string
  readonly sha256: string
}

/** Hash of a file that does not exist: it follows from its name alone, so that it agrees between machines. */
export const inventedHash = (name: string): string =>
  createHash('sha256').update(`tributary/${name}`).digest('hex')

const withoutExtension = (file: string) => file.replace(/\.(safetensors|ckpt|pt|gguf)$/i, '')
const basename = (file: string) => file.split(/[\\/]/).at(-1) ?? file

/** The checkpoints of one machine. Outlives restarts: hashes, once computed, are cached on disk. */
export class ModelShelf {
  readonly #checkpoints: readonly Checkpoint[]
  readonly #hashed = new Set<string>()

  constructor(files: readonly string[]) {
    this.#checkpoints = files.map((file) => {
      const whole = /\.\w+$/.test(file) ? file : `${file}.safetensors`
      const name = withoutExtension(basename(whole))
      return { file: whole, name, sha256: inventedHash(name) }
    })
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
    return this.#checkpoints.find((checkpoint) => this.#aliases(checkpoint).includes(text)) ?? null
  }

  #aliases(checkpoint: Checkpoint): string[] {
    const { file, name, sha256 } = checkpoint
    const modelName = withoutExtension(file).replaceAll(/[\\/]/g, '_')
    const short = sha256.slice(0, 10)
    const always = [modelName, file, withoutExtension(file), basename(file), name]
    return this.isHashed(checkpoint)
      ? [
          ...always,
          this.title(checkpoint),
          short,
          sha256,
          `${name} [${short}]`,
          `${basename(file)} [${short}]`,
        ]
      : always
  }
}
