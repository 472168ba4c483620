/** A machine with the first checkpoint in memory. */
export interface Machine {
  readonly secondsPerImage: number
  readonly loadSeconds: number
}

/**
 * The least seconds in which these machines make so many images of each checkpoint, whole images, by trying every way to divide them. Each
 * loads what it needs once, the first checkpoint not at all. Exponential: for three machines and a few dozen images a checkpoint.
 */
export function leastByTrying(images: readonly number[], machines: readonly Machine[]): number {
  const busy = machines.map(() => 0)
  let least = Number.POSITIVE_INFINITY
  const tryCheckpoint = (checkpoint: number) => {
    if (Math.max(...busy) >= least) return
    if (checkpoint === images.length) {
      least = Math.max(...busy)
      return
    }
    tryMachine(checkpoint, 0, images[checkpoint] ?? 0)
  }
  const tryMachine = (checkpoint: number, at: number, left: number) => {
    const machine = machines[at]
    if (machine === undefined) return
    const before = busy[at] ?? 0
    const last = at === machines.length - 1
    for (let own = last ? left : 0; own <= left; own++) {
      const load = own === 0 || checkpoint === 0 ? 0 : machine.loadSeconds
      busy[at] = before + load + own * machine.secondsPerImage
      if (busy[at] >= least) break
      if (last) tryCheckpoint(checkpoint + 1)
      else tryMachine(checkpoint, at + 1, left - own)
    }
    busy[at] = before
  }
  tryCheckpoint(0)
  return least
}
