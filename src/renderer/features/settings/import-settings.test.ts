import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallResponse } from '../../../shared/contract.ts'
import type { SettingsPatch } from '../../../shared/settings.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import { emptyPanel, usePanel } from '../../state/panel-store.ts'
import { showDone, showProblem, showRefusal } from '../../state/toasts.ts'
import { importSettings } from './import-settings.ts'

vi.mock('../../state/toasts.ts', () => ({ showDone: vi.fn(), showProblem: vi.fn(), showRefusal: vi.fn() }))

const readSettings = vi.fn(async (_request: { text: string }) => ({
  ok: true,
  value: {
    patch: { keepInTray: !emptyPanel.settings.keepInTray } as SettingsPatch,
    refused: [],
    withoutPictures: [] as CallResponse<'readSettings'>['withoutPictures'],
  },
}))
const updateSettings = vi.fn(async () => ({ ok: true, value: {} }))
const utf16 = (characters: number) =>
  new File([new Uint8Array([0xff, 0xfe]), new Uint16Array(characters).fill(120)], 's.json')

describe('importing settings', () => {
  beforeEach(() => {
    vi.clearAllMocks()
    usePanel.setState(emptyPanel, true)
    vi.stubGlobal('window', { tributary: { readSettings, updateSettings } })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('takes a file that has fewer characters than it may, whatever encoding makes of their number', async () => {
    await importSettings(utf16(600_000))
    expect(showRefusal).not.toHaveBeenCalled()
    expect(readSettings).toHaveBeenCalledWith({ text: 'x'.repeat(600_000) })
  })

  it('refuses one with more, with its size', async () => {
    await importSettings(utf16(1_800_001))
    expect(showRefusal).toHaveBeenCalledWith('s.json is too large to be a file of settings (3.4 MB).')
    expect(readSettings).not.toHaveBeenCalled()
  })

  it('says that a folder cannot be read', async () => {
    const file = new File([], 'folder')
    vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('NotReadableError'))
    await importSettings(file)
    expect(showRefusal).toHaveBeenCalledWith('folder cannot be read.')
  })

  it('says which presets lack pictures here', async () => {
    const answer = await readSettings({ text: '' })
    const lacks = ['Boats', null, 'c', 'd', 'e'].map((preset) => ({
      preset,
      pictures: [plainText('red.png'), plainText('the mask')],
    }))
    readSettings.mockResolvedValueOnce({ ...answer, value: { ...answer.value, withoutPictures: lacks } })
    await importSettings(new File(['{}'], 's.json'))
    expect(showRefusal).toHaveBeenCalledWith(
      'Pictures of what was imported are not stored on this computer',
      expect.stringMatching(
        /^Boats: red.png and the mask\. What the form is reset to: .*d: red.*One more preset lacks pictures\.$/,
      ),
    )
  })

  it('takes them over, with a way back to those before', async () => {
    const { keepInTray } = emptyPanel.settings
    await importSettings(new File(['{}'], 's.json'))
    expect(usePanel.getState().settings.keepInTray).toBe(!keepInTray)
    const [[title, undo] = []] = vi.mocked(showDone).mock.calls
    expect(title).toBe('1 setting changed')
    undo?.run()
    await vi.waitFor(() => expect(updateSettings).toHaveBeenLastCalledWith({ patch: { keepInTray } }))
    expect(usePanel.getState().settings.keepInTray).toBe(keepInTray)
    expect(showProblem).not.toHaveBeenCalled()
  })
})
