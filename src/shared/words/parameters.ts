import type { Param } from './reason.ts'

/** A name of a parameter: anything else between braces is a branch of a plural or a select ("# images"). */
type IsName<Text extends string> = Text extends '' | `${string}${' ' | '#' | '.' | ',' | "'" | '}'}${string}`
  ? false
  : true

/** What a number is asked for in. */
type Numeric = `plural,${string}` | `selectordinal,${string}` | `number${string}`

type Named<Name extends string, Value> =
  IsName<Name> extends true ? { readonly [Key in Name]: Value } : object

/** The parameter that one opening brace begins. `Piece`: the text from there to the next opening brace. */
type Parameter<Piece extends string> = Piece extends `${infer Inside}}${string}`
  ? Typed<Inside>
  : Typed<Piece>
type Typed<Inside extends string> = Inside extends `${infer Name}, ${infer Format}`
  ? Named<Name, Format extends Numeric ? number : string>
  : Named<Inside, Param>

type UpToBrace<Text extends string> = Text extends `${infer Piece}{${string}` ? Piece : Text

type Collected<Text extends string> = Text extends `${string}{${infer Rest}`
  ? Parameter<UpToBrace<Rest>> & Collected<Rest>
  : object

/**
 * The parameters of an ICU message, read from its text: `{name}` takes a text, a number, a reason or a list, `{count, plural, ...}` and
 * `{count, number}` a number, `{state, select, ...}` a text. A branch must hold a space or a `#`, else it is taken for a parameter.
 */
export type Parameters<Text extends string> = { [Key in keyof Collected<Text>]: Collected<Text>[Key] }
