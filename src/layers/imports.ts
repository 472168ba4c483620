import { type ESTree, parseSync, Visitor } from 'vite'

/** How a module names another one. */
export interface NamedModule {
  /** What stands between the quotes; null where it is computed, so that nobody can tell. */
  readonly name: string | null
  /** From 1. */
  readonly line: number
}

/** What the parser's own list of imports does not hold: types by `import(…)`, `require`, `import x = require(…)`, files of threads, globs. */
const MORE_THAN_STATIC = /\bimport\s*(?:\/[*/]|\()|\brequire\b|\bimport\.meta\b/

/** `/// <reference path="…" />` and its relatives bring in a file without an import. */
const REFERENCE = /^[ \t]*\/\/\/\s*<reference\s+(?:path|types|lib)\s*=\s*["']([^"']+)["']/gm

/**
 * Every module that a source file names: imports and re-exports, of types too, `import()` in code and in types, `require`,
 * `new URL('./x.ts', import.meta.url)`, `import.meta.glob`, `import.meta.resolve`, references in comments.
 * Throws when the file cannot be parsed.
 */
export function importsOf(path: string, text: string): readonly NamedModule[] {
  const parsed = parseSync(path, text)
  const broken = parsed.errors[0]
  if (broken !== undefined) throw new Error(`${path} cannot be parsed: ${broken.message}`)

  const found: NamedModule[] = []
  const add = (name: string | null, at: number) => {
    found.push({ name, line: text.slice(0, at).split('\n').length })
  }
  for (const statement of parsed.module.staticImports) {
    add(statement.moduleRequest.value, statement.start)
  }
  for (const statement of parsed.module.staticExports) {
    const from = statement.entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest
    if (from !== undefined && from !== null) add(from.value, statement.start)
  }
  for (const reference of text.matchAll(REFERENCE)) add(reference[1] ?? null, reference.index)
  if (MORE_THAN_STATIC.test(text)) visitRest(parsed.program, add)
  return found
}

function visitRest(program: ESTree.Program, add: (name: string | null, at: number) => void): void {
  const addText = (node: ESTree.Node | undefined, at: number) => add(textOf(node), at)
  new Visitor({
    ImportExpression: (node) => addText(node.source, node.start),
    TSImportType: (node) => addText(node.source, node.start),
    TSExternalModuleReference: (node) => addText(node.expression, node.start),
    CallExpression: (node) => {
      if (isName(node.callee, 'require') || isMember(node.callee, 'require', 'resolve')) {
        addText(node.arguments[0], node.start)
      }
      if (isOfImportMeta(node.callee, 'glob')) add(null, node.start)
      if (isOfImportMeta(node.callee, 'resolve')) addText(node.arguments[0], node.start)
    },
    NewExpression: (node) => {
      const [file, base] = node.arguments
      const source = textOf(file)
      if (
        isName(node.callee, 'URL') &&
        isOfImportMeta(base, 'url') &&
        source !== null &&
        SOURCE.test(source)
      ) {
        add(source, node.start)
      }
    },
  }).visit(program)
}

const SOURCE = /\.[cm]?[jt]sx?$/

function textOf(node: ESTree.Node | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? null
  }
  return null
}

function isName(node: ESTree.Node | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name
}

function isMember(node: ESTree.Node, object: string, property: string): boolean {
  return node.type === 'MemberExpression' && isName(node.object, object) && isName(node.property, property)
}

function isOfImportMeta(node: ESTree.Node | undefined, property: string): boolean {
  return (
    node?.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    isName(node.property, property)
  )
}
