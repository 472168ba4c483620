/**
 * An EXIF block (big-endian TIFF) that holds only a UserComment, as sdwui writes its infotext into JPEG and WebP files: eight bytes
 * "UNICODE\0", then UTF-16BE (piexif.helper.UserComment).
 */
export function exifWithComment(text: string): Buffer {
  const comment = Buffer.concat([
    Buffer.from('UNICODE\u0000', 'latin1'),
    Buffer.from(text, 'utf16le').swap16(),
  ])
  const head = Buffer.alloc(8 + 18 + 18)
  head.write('MM', 0, 'latin1')
  head.writeUInt16BE(42, 2)
  head.writeUInt32BE(8, 4)
  // IFD0: one entry, the pointer to the Exif IFD.
  entry(head, 8, 0x8769, 4, 1, 26)
  // Exif IFD: one entry, UserComment (undefined bytes) that stand after it.
  entry(head, 26, 0x9286, 7, comment.length, 44)
  return Buffer.concat([head, comment])
}

function entry(block: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  block.writeUInt16BE(1, at)
  block.writeUInt16BE(tag, at + 2)
  block.writeUInt16BE(type, at + 4)
  block.writeUInt32BE(count, at + 6)
  block.writeUInt32BE(value, at + 10)
  block.writeUInt32BE(0, at + 14)
}

/** Puts EXIF behind the first marker of a JPEG. Texts beyond one segment (64 KB) are left out, as a JPEG cannot hold them. */
export function jpegWithExif(jpeg: Buffer, exif: Buffer): Buffer {
  const size = exif.length + 8
  if (size > 0xffff) return jpeg
  const segment = Buffer.alloc(10)
  segment.writeUInt16BE(0xffe1, 0)
  segment.writeUInt16BE(size, 2)
  segment.write('Exif\u0000\u0000', 4, 'latin1')
  return Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)])
}

/** Turns a plain WebP into an extended one with an EXIF chunk. */
export function webpWithExif(webp: Buffer, exif: Buffer, width: number, height: number): Buffer {
  const extended = Buffer.alloc(18)
  extended.write('VP8X', 0, 'latin1')
  extended.writeUInt32LE(10, 4)
  extended.writeUInt8(0x08, 8)
  extended.writeUIntLE(width - 1, 12, 3)
  extended.writeUIntLE(height - 1, 15, 3)
  const chunkHead = Buffer.alloc(8)
  chunkHead.write('EXIF', 0, 'latin1')
  chunkHead.writeUInt32LE(exif.length, 4)
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    extended,
    webp.subarray(12),
    chunkHead,
    exif,
    Buffer.alloc(exif.length % 2),
  ])
  const riff = Buffer.alloc(8)
  riff.write('RIFF', 0, 'latin1')
  riff.writeUInt32LE(body.length, 4)
  return Buffer.concat([riff, body])
}
