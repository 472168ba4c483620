import { beforeEach, describe, expect, it } from 'vitest'
import { closeSheet, discardUnsaved, openSheet, setUnsaved, useBoard } from './board-store.ts'

describe('the sheet beside the board', () => {
  beforeEach(() => {
    closeSheet()
    openSheet({ kind: 'add' })
  })

  it('gives way to another when nothing would be lost', () => {
    openSheet({ kind: 'export' })
    expect(useBoard.getState().sheet).toEqual({ kind: 'export' })
  })

  it('stays, and asks, when something typed would be lost', () => {
    setUnsaved(true)
    openSheet({ kind: 'export' })
    expect(useBoard.getState()).toMatchObject({
      sheet: { kind: 'add' },
      wanted: { sheet: { kind: 'export' } },
    })
  })

  it('goes on to what was wanted when the user discards it', () => {
    setUnsaved(true)
    openSheet({ kind: 'export' })
    discardUnsaved(true)
    expect(useBoard.getState()).toMatchObject({ sheet: { kind: 'export' }, wanted: null, unsaved: false })
  })

  it('stays as it is when the user keeps editing', () => {
    setUnsaved(true)
    openSheet(null)
    discardUnsaved(false)
    expect(useBoard.getState()).toMatchObject({ sheet: { kind: 'add' }, wanted: null, unsaved: true })
  })

  it('stops asking when the form is as it was saved again', () => {
    setUnsaved(true)
    openSheet(null)
    setUnsaved(false)
    expect(useBoard.getState().wanted).toBeNull()
  })

  it('closes without a question when its work is done', () => {
    setUnsaved(true)
    closeSheet()
    expect(useBoard.getState()).toMatchObject({ sheet: null, unsaved: false })
  })
})
