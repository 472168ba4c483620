/** Bytes for a run: how many there are (two bytes) and their value. */
const RUN_BYTES = 3
const LONGEST = 0xffff

/** Bytes as runs of equal ones; where that would be no shorter, as they are. */
export function pack(values: Uint8Array): Uint8Array {
  const packed = new Uint8Array(values.length)
  let end = 0
  for (let at = 0; at < values.length; ) {
    const value = values[at] ?? 0
    let next = at + 1
    while (next < values.length && values[next] === value && next - at < LONGEST) next++
    if (end + RUN_BYTES >= values.length) return values.slice()
    const count = next - at
    packed[end++] = count & 0xff
    packed[end++] = count >> 8
    packed[end++] = value
    at = next
  }
  return packed.slice(0, end)
}

/** The bytes that were packed, of which there were `length`. */
export function unpack(packed: Uint8Array, length: number): Uint8Array {
  if (packed.length === length) return packed
  const values = new Uint8Array(length)
  let at = 0
  for (let place = 0; place < packed.length; place += RUN_BYTES) {
    const count = (packed[place] ?? 0) | ((packed[place + 1] ?? 0) << 8)
    values.fill(packed[place + 2] ?? 0, at, at + count)
    at += count
  }
  return values
}
