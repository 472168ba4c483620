import { crc32 } from 'node:zlib'

/** The first bytes of every PNG file. */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A chunk of a PNG file: length, type (four Latin-1 letters), data and CRC-32 of both (PNG, third edition, 5.3). */
export function pngChunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}
