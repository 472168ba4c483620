import { describe, expect, test } from 'vitest'
import { Timeline } from './timeline.ts'

const plain = () =>
  new Timeline({
    iterations: 2,
    steps: 10,
    secondPassSteps: null,
    secondsPerIteration: 100,
    secondPassShare: 0,
  })
const hires = () =>
  new Timeline({
    iterations: 1,
    steps: 10,
    secondPassSteps: 5,
    secondsPerIteration: 100,
    secondPassShare: 0.5,
  })

describe('a timeline', () => {
  test('takes the seconds of all its iterations', () => {
    expect(plain().total).toBeCloseTo(200)
    expect(hires().total).toBeCloseTo(100)
  })

  test('counts the steps of each iteration, and stands still while it decodes', () => {
    const timeline = plain()
    expect(timeline.jobCount).toBe(2)
    expect(timeline.at(0)).toEqual({ jobNo: 0, step: 0, steps: 10, iteration: 0 })
    expect(timeline.at(50)).toMatchObject({ jobNo: 0, step: 5 })
    expect(timeline.at(98)).toMatchObject({ jobNo: 0, step: 9 })
    expect(timeline.at(101)).toMatchObject({ jobNo: 1, step: 0, iteration: 1 })
    expect(timeline.at(500)).toMatchObject({ jobNo: 1, step: 9 })
  })

  test('counts a hires pass as a job of its own', () => {
    const timeline = hires()
    expect(timeline.jobCount).toBe(2)
    expect(timeline.at(10)).toMatchObject({ jobNo: 0, steps: 10 })
    expect(timeline.at(60)).toMatchObject({ jobNo: 1, steps: 5, iteration: 0 })
  })

  test('interrupted: the step that runs is the last, its image is decoded, the next iteration does not begin', () => {
    const timeline = plain()
    timeline.interrupt(25)
    expect(timeline.iterations()).toEqual([{ index: 0, fraction: 0.3, firstPassOnly: false }])
    expect(timeline.total).toBeCloseTo(0.3 * 96 + 4)
  })

  test('interrupted in the second iteration: the first one stays whole', () => {
    const timeline = plain()
    timeline.interrupt(100 + 50)
    expect(timeline.iterations().map(({ fraction }) => fraction)).toEqual([1, 0.6])
  })

  test('interrupted while it decodes: nothing is lost of that iteration', () => {
    const timeline = plain()
    timeline.interrupt(98)
    expect(timeline.iterations()).toEqual([{ index: 0, fraction: 1, firstPassOnly: false }])
    expect(timeline.total).toBeCloseTo(100)
  })

  test('interrupted in the first of two passes: the images keep the size of that pass', () => {
    const timeline = hires()
    timeline.interrupt(20)
    expect(timeline.iterations()).toMatchObject([{ index: 0, firstPassOnly: true }])
  })

  test('skipped: only the iteration that runs is cut', () => {
    const timeline = plain()
    timeline.skip(25)
    expect(timeline.iterations().map(({ fraction }) => fraction)).toEqual([0.3, 1])
  })

  test('interrupted before it began: there are no images', () => {
    const timeline = plain()
    timeline.clear()
    expect([timeline.iterations(), timeline.total]).toEqual([[], 0])
  })
})
