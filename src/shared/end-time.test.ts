import { describe, expect, it } from 'vitest'
import { EndTime, endTimeFrom, endTimeText, fixedEndTime, isEndless } from './end-time.ts'

const clock = (hours: number, minutes = 0): EndTime => ({
  by: 'clock',
  minutes: hours * 60 + minutes,
  at: null,
})
const lasting = (seconds: number): EndTime => ({ by: 'duration', seconds, at: null })

describe('what a person types', () => {
  it.each<[string, EndTime]>([
    ['18:00', clock(18)],
    ['7:05', clock(7, 5)],
    ['00:00', clock(0)],
    ['6pm', clock(18)],
    ['6:30 PM', clock(18, 30)],
    ['12am', clock(0)],
    ['12 pm', clock(12)],
    ['45m', lasting(2700)],
    ['45 min', lasting(2700)],
    ['1h30m', lasting(5400)],
    ['1.5h', lasting(5400)],
    [' 2 hours ', lasting(7200)],
    ['90s', lasting(90)],
    ['1h 2m 3s', lasting(3723)],
    ['168h', lasting(604_800)],
  ])('%s', (typed, meant) => expect(endTimeFrom(typed)).toEqual(meant))

  it.each(['', '18', '24:00', '12:60', '13pm', '0am', '0m', '169h', '-5m', '18:00:00', 'soon', 'h', '5m 1h'])(
    'refuses %j',
    (typed) => expect(endTimeFrom(typed)).toBeNull(),
  )

  it.each(['18:00', '07:05', '45m', '1h 30m', '90s', '1h 2m 3s'])(
    'is shown again as it is read: %s',
    (text) => {
      const read = endTimeFrom(text)
      expect(read && endTimeFrom(endTimeText(read))).toEqual(read)
    },
  )
  it('is shown in its shortest form', () => {
    expect(endTimeText(lasting(5400))).toBe('1h 30m')
    expect(endTimeText(clock(7, 5))).toBe('07:05')
  })
})

describe('when it is', () => {
  const noon = new Date(2026, 4, 14, 12, 0, 30).getTime()
  const at = (time: EndTime) => new Date(fixedEndTime(time, noon).at)

  it('is today, where that is to come', () => expect(at(clock(18))).toEqual(new Date(2026, 4, 14, 18, 0)))
  it('is tomorrow, where that has passed', () => {
    expect(at(clock(11, 59))).toEqual(new Date(2026, 4, 15, 11, 59))
    expect(at(clock(12))).toEqual(new Date(2026, 4, 15, 12, 0))
  })
  it('counts a duration from now', () => expect(at(lasting(90)).getTime()).toBe(noon + 90_000))
  it('is counted anew for a request that is submitted again', () => {
    const before = fixedEndTime(lasting(90), noon - 3_600_000)
    expect(fixedEndTime(before, noon).at).toBe(noon + 90_000)
  })
})

it('an end that never comes is typed, shown and kept as that', () => {
  expect(endTimeFrom(' Never ')).toEqual({ by: 'never', at: null })
  expect(endTimeText({ by: 'never', at: null })).toBe('never')
  const fixed = fixedEndTime({ by: 'never', at: null }, 1_000)
  expect(isEndless(fixed.at)).toBe(true)
  expect(EndTime.parse(fixed)).toEqual(fixed)
  expect(isEndless(fixedEndTime({ by: 'duration', seconds: 7 * 86_400, at: null }, 2e12).at)).toBe(false)
})
