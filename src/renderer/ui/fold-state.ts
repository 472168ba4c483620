import { create } from 'zustand'
import { recall, remember } from './local-memory.ts'

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

/** Which folding sections were opened or closed since the page was loaded; the others are as remembered. */
const useFolds = create<Readonly<Record<string, boolean>>>(() => ({}))

const remembered = (name: string) => recall(`fold.${name}`, false, isBoolean)

/** Opens or closes a section, drawn or not, and remembers that. */
export function setFold(name: string, open: boolean): void {
  useFolds.setState({ [name]: open })
  remember(`fold.${name}`, open)
}

/** Whether a section is open. */
export const useFold = (name: string): boolean => useFolds((folds) => folds[name] ?? remembered(name))
