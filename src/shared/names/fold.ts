/**
 * A name without what servers write differently at will: letter case, blanks, `_` and `-`, `++` or `pp`. "DPM++ 2S a", "dpm++2s_a" and
 * "dpmpp_2s_a" fold to one. Every other character counts, of any script.
 */
export function fold(name: string): string {
  const lower = name.trim().toLowerCase()
  return lower.replaceAll('++', 'pp').replace(/[\s_-]/g, '') || lower
}
