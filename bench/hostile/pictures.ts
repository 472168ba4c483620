import { crc32 } from 'node:zlib'
import sharp from 'sharp'

const MOST_OF_A_SEGMENT = 65_000
/** Between signature and header chunk on one side, the rest of a PNG on the other. */
const PNG_HEADER_END = 33
const SIDE = 64

/** A JPEG that can be drawn, with so many bytes of nested XML in its extended XMP. */
export async function jpegWithXmp(bytes: number): Promise<Buffer> {
  const plain = await sharp({
    create: { width: SIDE, height: SIDE, channels: 3, background: { r: 90, g: 120, b: 60 } },
  })
    .jpeg()
    .toBuffer()
  const xml = '<a>'.repeat(Math.floor(bytes / 3))
  const guid = '0123456789ABCDEF0123456789ABCDEF'
  const main = segment(
    Buffer.from(
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${guid}"/></rdf:RDF></x:xmpmeta>`,
    ),
  )
  const parts: Buffer[] = []
  for (let at = 0; at < xml.length; at += MOST_OF_A_SEGMENT) {
    const place = Buffer.alloc(8)
    place.writeUInt32BE(xml.length, 0)
    place.writeUInt32BE(at, 4)
    const head = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${guid}`)
    parts.push(segment(Buffer.concat([head, place, Buffer.from(xml.slice(at, at + MOST_OF_A_SEGMENT))])))
  }
  return Buffer.concat([plain.subarray(0, 2), main, ...parts, plain.subarray(2)])
}

function segment(content: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** The same PNG with another infotext ahead of its own. */
export const pngWithText = (png: Buffer, text: string): Buffer =>
  pngWithChunk(png, 'tEXt', Buffer.from(`parameters\0${text}`, 'latin1'))

/** The same PNG with one more chunk behind its header. */
export function pngWithChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return Buffer.concat([png.subarray(0, PNG_HEADER_END), chunk, png.subarray(PNG_HEADER_END)])
}

/** A PNG of one colour, without a text. */
export const plainPng = (): Promise<Buffer> =>
  sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: { r: 20, g: 90, b: 160 } } })
    .png()
    .toBuffer()

/** Quadratic for readers that look for the last pair of an infotext with a careless regular expression. */
export const blanksInfotext = (blanks: number): string => `a valley\nx${' '.repeat(blanks)}!`
