import { type ESTree, parseSync, Visitor } from 'vite'

/** What the host gives: Node's and the browser's own names. None of them is part of the language. */
export const HOST: readonly string[] = [
  'Buffer',
  'WebSocket',
  'XMLHttpRequest',
  '__dirname',
  '__filename',
  'console',
  'crypto',
  'document',
  'fetch',
  'global',
  'globalThis',
  'indexedDB',
  'localStorage',
  'location',
  'navigator',
  'process',
  'self',
  'sessionStorage',
  'window',
]

/** Time and chance, which the domain takes as ports. `a.b`: the member of a global. */
export const TIME_AND_CHANCE: readonly string[] = [
  'Date',
  'Math.random',
  'clearInterval',
  'clearTimeout',
  'performance',
  'setImmediate',
  'setInterval',
  'setTimeout',
]

/**
 * Which of `names` a file uses as globals: `console`, `Math.random`. Names that the file declares itself, keys and members of other objects are
 * not meant; a declaration anywhere in the file counts for all of it. Throws when the file cannot be parsed.
 */
export function globalsUsed(path: string, text: string, names: readonly string[]): readonly string[] {
  const wanted = names.filter((name) => text.includes(name.split('.').at(-1) ?? name))
  if (wanted.length === 0) return []
  const parsed = parseSync(path, text)
  const broken = parsed.errors[0]
  if (broken !== undefined) throw new Error(`${path} cannot be parsed: ${broken.message}`)

  const seen = new Set<string>()
  const notGlobal = new Set<number>()
  const declared = new Set<string>()
  const key = (node: { key: ESTree.Node; computed?: boolean }) => {
    if (node.computed !== true) notGlobal.add(node.key.start)
  }
  const declare = (node: ESTree.Node | null) => {
    if (node?.type === 'Identifier') declared.add(node.name)
  }
  const parameters = (node: { params: readonly ESTree.Node[] }) => {
    for (const parameter of node.params) declare(parameter)
  }
  new Visitor({
    Identifier: (node) => {
      if (!notGlobal.has(node.start)) seen.add(node.name)
    },
    MemberExpression: (node) => {
      if (node.computed || node.property.type !== 'Identifier') return
      notGlobal.add(node.property.start)
      if (node.object.type === 'Identifier') seen.add(`${node.object.name}.${node.property.name}`)
    },
    Property: (node) => {
      if (!node.shorthand) key(node)
    },
    PropertyDefinition: key,
    MethodDefinition: key,
    TSPropertySignature: key,
    TSMethodSignature: key,
    VariableDeclarator: (node) => declare(node.id),
    FunctionDeclaration: (node) => {
      declare(node.id)
      parameters(node)
    },
    FunctionExpression: parameters,
    ArrowFunctionExpression: parameters,
    ImportSpecifier: (node) => {
      notGlobal.add(node.imported.start)
      declare(node.local)
    },
  }).visit(parsed.program)
  return wanted.filter((name) => seen.has(name) && !declared.has(name.split('.')[0] ?? name))
}
