/** What of a scroller is out of sight, px as the browser gives them. */
export interface ScrollPlace {
  readonly scrollTop: number
  readonly scrollHeight: number
  readonly clientHeight: number
}

/** Less than this is rounding, px. */
const NOTHING = 1

/** Whether something is cut off at the upper and the lower edge. */
export const cutEdges = ({ scrollTop, scrollHeight, clientHeight }: ScrollPlace) => ({
  above: scrollTop > NOTHING,
  below: scrollHeight - clientHeight - scrollTop > NOTHING,
})
