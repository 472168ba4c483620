/** The lists a prompt draws from, as they were when its job was submitted. */
export interface Wildcards {
  /** name between the underscores -> its lines */
  readonly lists: ReadonlyMap<string, readonly string[]>
  /** LoRAs that some line refers to: any machine may have to make any index */
  readonly loras: readonly string[]
}
