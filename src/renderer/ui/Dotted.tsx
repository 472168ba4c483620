import { Fragment, type ReactNode } from 'react'

/** Facts in one line: "768 × 512 · 24 steps · dreamshaper_8". What is nothing (null, false, an empty text) is left out. */
export function Dotted({ parts }: { readonly parts: readonly ReactNode[] }) {
  return parts
    .filter((part) => part !== null && part !== undefined && part !== false && part !== '')
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no names and keep their places
      <Fragment key={index}>
        {index > 0 && ' · '}
        {part}
      </Fragment>
    ))
}
