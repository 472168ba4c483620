import { beforeEach, describe, expect, it } from 'vitest'
import { closeSheet, discardUnsaved, openSheet, setUnsaved, useBoard } from './board-store.ts'
import { draftOf, keepDraft } from './edit/drafts.ts'
import { newForm } from './edit/worker-form.ts'

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

describe('what was typed and not saved', () => {
  const form = newForm('http://argon:7860')

  beforeEach(() => {
    closeSheet()
    openSheet({ kind: 'add' })
    keepDraft(null, form)
    setUnsaved(true)
  })

  it('is kept while the user looks at another screen, where the form is not drawn', () => {
    setUnsaved(false)
    expect(draftOf(null)).toEqual(form)
  })

  it('is kept while the user has not answered', () => {
    openSheet(null)
    expect(draftOf(null)).toEqual(form)
  })

  it('is forgotten when it is discarded', () => {
    openSheet(null)
    discardUnsaved(true)
    expect(draftOf(null)).toBeUndefined()
  })

  it('is forgotten when it is saved', () => {
    closeSheet()
    expect(draftOf(null)).toBeUndefined()
  })
})
