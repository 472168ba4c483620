/** Values that cross as something callable or awaitable instead of a copy; only the context bridge has them. */
export interface WireHooks {
  putFunction(fn: (...args: unknown[]) => unknown): number
  putPromise(promise: Promise<unknown>): number
  takeFunction(id: number): unknown
  takePromise(id: number): unknown
}

export interface Wire {
  encode(value: unknown, hooks?: WireHooks): string
  decode(text: string, hooks?: WireHooks): unknown
}

/**
 * Structured clone over text: what Electron can clone arrives equal (cycles, dates, maps, bytes, NaN ...), what it
 * cannot throws "An object could not be cloned.". Self-contained, because its source is also run inside the page.
 */
export function createWire(): Wire {
  const refused = (): Error => new TypeError('An object could not be cloned.')
  const toBase64 = (bytes: Uint8Array): string => {
    let binary = ''
    for (let at = 0; at < bytes.length; at += 8192)
      binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(binary)
  }
  const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

  const encode = (root: unknown, hooks?: WireHooks): string => {
    const seen = new Map<object, number>()
    const pack = (value: unknown): unknown => {
      if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
      if (value === undefined) return ['u']
      if (typeof value === 'number') {
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['n', Object.is(value, -0) ? '-0' : String(value)]
      }
      if (typeof value === 'bigint') return ['i', value.toString()]
      if (typeof value === 'function') {
        if (!hooks) throw refused()
        return ['f', hooks.putFunction(value as (...args: unknown[]) => unknown)]
      }
      if (typeof value !== 'object') throw refused()
      if (value instanceof Promise) {
        if (!hooks) throw refused()
        return ['p', hooks.putPromise(value)]
      }
      const known = seen.get(value)
      if (known !== undefined) return ['ref', known]
      seen.set(value, seen.size)
      if (Array.isArray(value)) return ['a', value.map(pack)]
      if (value instanceof Date) return ['d', value.getTime()]
      if (value instanceof RegExp) return ['r', value.source, value.flags]
      if (value instanceof Map) return ['m', [...value].map(([key, item]) => [pack(key), pack(item)])]
      if (value instanceof Set) return ['s', [...value].map(pack)]
      if (value instanceof Error) return ['e', value.name, value.message]
      if (value instanceof ArrayBuffer) return ['b', 'ArrayBuffer', toBase64(new Uint8Array(value))]
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        const tag = Object.prototype.toString.call(value).slice(8, -1)
        return ['b', tag, toBase64(bytes)]
      }
      // Anything the engine itself cannot clone (a WeakMap, a DOM node, a stream ...) throws here.
      const prototype: unknown = Object.getPrototypeOf(value)
      if (
        prototype !== Object.prototype &&
        prototype !== null &&
        !('constructor' in value && value.constructor === Object)
      ) {
        try {
          structuredClone(value)
        } catch (cause) {
          if (!hooks) throw Object.assign(refused(), { cause })
        }
      }
      return ['o', Object.entries(value).map(([key, item]) => [key, pack(item)])]
    }
    return JSON.stringify(pack(root))
  }

  const decode = (text: string, hooks?: WireHooks): unknown => {
    const seen: unknown[] = []
    const unpack = (packed: unknown): unknown => {
      if (!Array.isArray(packed)) return packed
      const [tag, first, second] = packed as [string, unknown, unknown]
      const keep = <T>(value: T): T => {
        seen.push(value)
        return value
      }
      if (tag === 'u') return undefined
      if (tag === 'n') return Number(first)
      if (tag === 'i') return BigInt(first as string)
      if (tag === 'f' && hooks) return hooks.takeFunction(first as number)
      if (tag === 'p' && hooks) return hooks.takePromise(first as number)
      if (tag === 'ref') return seen[first as number]
      if (tag === 'a') {
        const array: unknown[] = keep([])
        for (const item of first as unknown[]) array.push(unpack(item))
        return array
      }
      if (tag === 'o') {
        const object: Record<string, unknown> = keep({})
        for (const [key, item] of first as [string, unknown][]) {
          // Not a plain assignment: "__proto__" is a name like any other here.
          Object.defineProperty(object, key, {
            value: unpack(item),
            writable: true,
            enumerable: true,
            configurable: true,
          })
        }
        return object
      }
      if (tag === 'd') return keep(new Date(first as number))
      if (tag === 'r') return keep(new RegExp(first as string, second as string))
      if (tag === 'm') {
        const map = keep(new Map<unknown, unknown>())
        for (const [key, item] of first as [unknown, unknown][]) map.set(unpack(key), unpack(item))
        return map
      }
      if (tag === 's') {
        const set = keep(new Set<unknown>())
        for (const item of first as unknown[]) set.add(unpack(item))
        return set
      }
      if (tag === 'e') return keep(Object.assign(new Error(second as string), { name: first as string }))
      if (tag === 'b') {
        const bytes = fromBase64(second as string)
        if (first === 'Uint8Array') return keep(bytes)
        if (first === 'ArrayBuffer') return keep(bytes.buffer)
        const View = (globalThis as unknown as Record<string, new (buffer: ArrayBufferLike) => unknown>)[
          first as string
        ]
        if (!View) throw refused()
        return keep(new View(bytes.buffer))
      }
      throw refused()
    }
    return unpack(JSON.parse(text))
  }
  return { encode, decode }
}
