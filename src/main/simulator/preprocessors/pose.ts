import type { Pixels } from '../picture/paint.ts'
import { lumaOf } from './luma.ts'

type Point = readonly [x: number, y: number]
type Colour = readonly [red: number, green: number, blue: number]

/** Joints of somebody who stands and waves, in shares of the figure's height; x from its middle. */
const JOINTS = {
  ...{ nose: [0, 0.08], neck: [0, 0.19] },
  ...{ rightShoulder: [-0.1, 0.19], rightElbow: [-0.17, 0.34], rightWrist: [-0.15, 0.49] },
  ...{ leftShoulder: [0.1, 0.19], leftElbow: [0.21, 0.13], leftWrist: [0.19, 0] },
  ...{ rightHip: [-0.06, 0.52], rightKnee: [-0.08, 0.75], rightAnkle: [-0.07, 0.98] },
  ...{ leftHip: [0.06, 0.52], leftKnee: [0.08, 0.75], leftAnkle: [0.1, 0.97] },
  ...{ rightEye: [-0.02, 0.06], rightEar: [-0.05, 0.075], leftEye: [0.02, 0.06], leftEar: [0.05, 0.075] },
} as const satisfies Readonly<Record<string, Point>>
type Joint = keyof typeof JOINTS

/** Limbs in the order and the colours of OpenPose. */
const LIMBS: readonly (readonly [Joint, Joint, Colour])[] = [
  ['neck', 'rightShoulder', [255, 0, 0]],
  ['neck', 'leftShoulder', [255, 85, 0]],
  ['rightShoulder', 'rightElbow', [255, 170, 0]],
  ['rightElbow', 'rightWrist', [255, 255, 0]],
  ['leftShoulder', 'leftElbow', [170, 255, 0]],
  ['leftElbow', 'leftWrist', [85, 255, 0]],
  ['neck', 'rightHip', [0, 255, 0]],
  ['rightHip', 'rightKnee', [0, 255, 85]],
  ['rightKnee', 'rightAnkle', [0, 255, 170]],
  ['neck', 'leftHip', [0, 255, 255]],
  ['leftHip', 'leftKnee', [0, 170, 255]],
  ['leftKnee', 'leftAnkle', [0, 85, 255]],
  ['neck', 'nose', [0, 0, 255]],
  ['nose', 'rightEye', [85, 0, 255]],
  ['rightEye', 'rightEar', [170, 0, 255]],
  ['nose', 'leftEye', [255, 0, 255]],
  ['leftEye', 'leftEar', [255, 0, 170]],
]

/** A figure on black, as OpenPose draws the people it finds: one, where the picture has most to see. */
export function poseIn(picture: Pixels): Pixels {
  const { width, height } = picture
  const rgb = Buffer.alloc(width * height * 3)
  const tall = 0.8 * Math.min(height, width * 1.6)
  const top = (height - tall) / 2
  const middle = Math.max(0.3 * width, Math.min(0.7 * width, busiestColumn(picture)))
  const at = (joint: Joint): Point => {
    const [x, y] = JOINTS[joint]
    return [middle + x * tall, top + y * tall]
  }
  const thick = Math.max(1, tall / 75)
  for (const [from, to, colour] of LIMBS) drawLine({ width, height, rgb }, at(from), at(to), thick, colour)
  return { width, height, rgb }
}

/** px from the left: the middle of what differs from the average brightness. */
function busiestColumn(picture: Pixels): number {
  const { width } = picture
  const luma = lumaOf(picture)
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length
  let [moment, weight] = [0, 0]
  luma.forEach((value, at) => {
    const differs = Math.abs(value - mean)
    moment += differs * (at % width)
    weight += differs
  })
  return weight === 0 ? width / 2 : moment / weight
}

/** A line with round ends, `thick` px to either side. */
function drawLine({ width, height, rgb }: Pixels, a: Point, b: Point, thick: number, colour: Colour): void {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const squared = dx * dx + dy * dy || 1
  const from = (one: number, other: number) => Math.max(0, Math.floor(Math.min(one, other) - thick))
  const to = (one: number, other: number, end: number) =>
    Math.min(end, Math.ceil(Math.max(one, other) + thick))
  for (let y = from(a[1], b[1]); y < to(a[1], b[1], height); y++)
    for (let x = from(a[0], b[0]); x < to(a[0], b[0], width); x++) {
      const along = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / squared))
      if (Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy) > thick) continue
      rgb.set(colour, (y * width + x) * 3)
    }
}
