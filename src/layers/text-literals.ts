import { type ESTree, parseSync, Visitor } from 'vite'

/** A text that people would read and that does not come from the catalogue. */
export interface TextLiteral {
  readonly text: string
  /** From 1. */
  readonly line: number
}

/** Attributes and properties of components whose text people read or hear. */
const READ = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext'],
  ...['title', 'placeholder', 'alt', 'label', 'hint', 'text', 'description', 'heading', 'caption'],
])
/** Errors of ours: their texts reach people. */
const ERRORS = new Set(['TributaryError', 'WorkerFailure'])
/** Two letters in a row: one alone is a sign, e.g. "s" or "×". */
const WORD = /\p{L}\p{L}/u

/**
 * Text that stands in JSX: between tags, in attributes that people read, in what is chosen between there. What carries `translate="no"` is
 * passed over.
 */
export function textInJsx(path: string, text: string): readonly TextLiteral[] {
  return literalsIn(path, text, (add) => ({
    JSXElement: ({ openingElement, children }) => {
      const attributes = openingElement.attributes.filter((each) => each.type === 'JSXAttribute')
      if (attributes.some(({ name, value }) => name.name === 'translate' && isNo(value))) return
      for (const child of children) addChild(child, add)
      for (const { name, value } of attributes)
        if (typeof name.name === 'string' && READ.has(name.name) && value !== null) addChild(value, add)
    },
    JSXFragment: ({ children }) => {
      for (const child of children) addChild(child, add)
    },
  }))
}

const isNo = (value: ESTree.Node | null): boolean => value?.type === 'Literal' && value.value === 'no'

function addChild(node: ESTree.Node, add: Add): void {
  if (node.type === 'JSXText') add(node.value, node.start)
  if (node.type === 'Literal') addTexts(node, add)
  if (node.type === 'JSXExpressionContainer' && node.expression.type !== 'JSXEmptyExpression')
    addTexts(node.expression, add)
}

/** Sentences that an error of ours is made with. */
export function sentencesOfErrors(path: string, text: string): readonly TextLiteral[] {
  return literalsIn(path, text, (add) => ({
    NewExpression: (node) => {
      if (node.callee.type !== 'Identifier' || !ERRORS.has(node.callee.name)) return
      // The first says the kind.
      for (const argument of node.arguments.slice(1))
        if (argument.type !== 'SpreadElement') addTexts(argument, add)
    },
  }))
}

type Add = (text: string, at: number) => void

function literalsIn(
  path: string,
  text: string,
  look: (add: Add) => ConstructorParameters<typeof Visitor>[0],
): readonly TextLiteral[] {
  const { program, errors } = parseSync(path, text)
  if (errors[0] !== undefined) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)
  const found: TextLiteral[] = []
  const add: Add = (literal, at) => {
    if (WORD.test(literal))
      found.push({ text: literal.trim().replace(/\s+/g, ' '), line: text.slice(0, at).split('\n').length })
  }
  new Visitor(look(add)).visit(program)
  return found
}

/** What an expression may become, as far as it stands there itself: a literal, a template, either side of a choice. */
function addTexts(node: ESTree.Expression, add: Add): void {
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'string') add(node.value, node.start)
      return
    case 'TemplateLiteral':
      for (const part of node.quasis) add(part.value.raw, part.start)
      return
    case 'ConditionalExpression':
      addTexts(node.consequent, add)
      addTexts(node.alternate, add)
      return
    case 'LogicalExpression':
      addTexts(node.right, add)
      return
    case 'BinaryExpression':
      if (node.left.type !== 'PrivateIdentifier') addTexts(node.left, add)
      addTexts(node.right, add)
      return
    default:
      return
  }
}
