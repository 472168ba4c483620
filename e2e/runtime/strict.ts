/** Names that engines and test tools look up on anything; answering undefined is right for them. */
const HARMLESS = new Set<string | symbol>([
  'then',
  'toJSON',
  'asymmetricMatch',
  'constructor',
  'domain',
  '$$typeof',
])

/**
 * Wraps a part of the stand-in so that reading or writing what it does not have throws with its name,
 * instead of being `undefined` and failing somewhere else.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, property, receiver) {
      if (property in object) return Reflect.get(object, property, receiver)
      if (typeof property === 'symbol' || HARMLESS.has(property) || property.startsWith('_')) return undefined
      throw lacking(`${name}.${property}`)
    },
    set(object, property, value, receiver) {
      if (property in object || typeof property === 'symbol' || property.startsWith('_')) {
        return Reflect.set(object, property, value, receiver)
      }
      throw lacking(`${name}.${property} (set)`)
    },
  })
}

/** Throws on an option the stand-in does not know: a misspelt or unsupported one must not pass unseen. */
export function onlyKnown(what: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw lacking(`option "${key}" of ${what}`)
  }
}

/** The error for API that Electron may have but the stand-in does not. */
export function lacking(what: string): Error {
  return new Error(`The Electron stand-in has no ${what}. Add it to e2e/runtime, or do without it.`)
}
