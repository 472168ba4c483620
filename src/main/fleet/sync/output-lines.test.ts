import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutputLines, type Stream } from './output-lines.ts'

function linesOf(...chunks: [Stream, string | Uint8Array][]): string[] {
  const output = new OutputLines()
  for (const [stream, chunk] of chunks) output.write(stream, Buffer.from(chunk as string))
  output.end()
  return output.lines()
}

describe('the output of a command', () => {
  it('is whole lines of both streams in the order they came, and the unfinished ones last', () => {
    const output = new OutputLines()
    output.write('stdout', Buffer.from('one\r\ntw'))
    output.write('stderr', Buffer.from('oops\n'))
    output.write('stdout', Buffer.from('o\nthr'))
    expect(output.lines()).toEqual(['one', 'oops', 'two', 'thr'])
    output.end()
    expect(output.lines()).toEqual(['one', 'oops', 'two', 'thr'])
  })

  it('shows a line that is written over as it is now', () => {
    const output = new OutputLines()
    for (const chunk of ['a  10%\r', 'a  50%', '\ra 100%\r', '\nb\r\n'])
      output.write('stdout', Buffer.from(chunk))
    expect(output.lines()).toEqual(['a 100%', 'b'])
  })

  it('holds no colours, cursor moves, titles, bells or other control characters', () => {
    expect(
      linesOf(['stdout', '\u001b[1;31mred\u001b[0m\u001b[2K \u001b]0;title\u0007x\u0008\u0000\ty\n']),
    ).toEqual(['red x  y'])
    expect(linesOf(['stdout', 'half \u001b[3'])).toEqual(['half '])
    expect(linesOf(['stdout', 'half \u001b]0;tit'])).toEqual(['half '])
    expect(linesOf(['stdout', 'odd \u001b~ but whole\n'])).toEqual(['odd  but whole'])
  })

  it('joins characters that come in pieces and survives what is no UTF-8', () => {
    const [first, second] = [Buffer.from('é'), Buffer.from([0xff, 0x0a])]
    expect(
      linesOf(['stdout', first.subarray(0, 1)], ['stdout', first.subarray(1)], ['stdout', second]),
    ).toEqual(['é\ufffd'])
    expect(linesOf(['stdout', first.subarray(0, 1)])).toEqual(['\ufffd'])
  })

  it('is bounded in lines and in their length', () => {
    const many = linesOf(['stdout', Array.from({ length: 5000 }, (_, index) => `line ${index}\n`).join('')])
    expect(many).toHaveLength(500)
    expect(many.at(-1)).toBe('line 4999')
    const [long] = linesOf(
      ...Array.from({ length: 100 }, (): [Stream, string] => ['stderr', 'x'.repeat(10_000)]),
    )
    expect(long).toBe(`${'x'.repeat(999)}…`)
  })

  it('keeps within its bounds whatever comes', () => {
    const chunk = fc.tuple(
      fc.constantFrom<Stream>('stdout', 'stderr'),
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('\r', '\n', '\u001b[', '\u001b]0;', 'a').map((text) => Buffer.from(text)),
      ),
    )
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 100 }), (chunks) => {
        for (const line of linesOf(...chunks)) expect(line).toMatch(/^[^\u0000-\u001f\u007f-\u009f]{0,1000}$/)
      }),
    )
  })
})
