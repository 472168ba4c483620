import { describe, expect, it } from 'vitest'
import { WorkerInput } from '../../../../shared/worker.ts'
import { workerFixture } from '../../../testing/fixtures.ts'
import {
  formOfWorker,
  inputOf,
  isChanged,
  isProbeable,
  newForm,
  nextForm,
  probeInput,
  withSuggestedName,
} from './worker-form.ts'

describe('the form of the next machine', () => {
  const added = {
    ...newForm('https://render-03'),
    ...{
      name: 'render-03',
      user: 'ada',
      password: 'secret',
      lane: 'reserve' as const,
      colour: 4,
      note: 'left rack',
    },
    tls: { kind: 'insecure' as const },
  }

  it('keeps how one signs in, the lane and what becomes of certificates, and nothing that is the one machine', () => {
    expect(nextForm(added)).toEqual({
      ...newForm(''),
      ...{ user: 'ada', password: 'secret', lane: 'reserve', tls: { kind: 'insecure' } },
    })
  })

  it('trusts no certificate of another machine', () => {
    expect(nextForm({ ...added, tls: { kind: 'pinned', fingerprint: 'AB:CD' } }).tls).toEqual({
      kind: 'verify',
    })
  })
})

describe('the name of a new machine', () => {
  const named = (name: string) => ({ ...newForm('render-03:7861'), name })

  it('is the suggested one until somebody types another', () => {
    expect(withSuggestedName(named(''), 'render-03', '').name).toBe('render-03')
    expect(withSuggestedName(named('render-03'), 'render-03 2', 'render-03').name).toBe('render-03 2')
    expect(withSuggestedName(named('argon'), 'render-03', '').name).toBe('argon')
  })
})

describe('the form of a machine', () => {
  it('sends what the contract takes', () => {
    expect(WorkerInput.safeParse(inputOf(newForm('http://192.168.1.3:7860'))).success).toBe(true)
    expect(WorkerInput.safeParse(inputOf(formOfWorker(workerFixture('laptop')))).success).toBe(true)
  })

  it('leaves out an empty name, so that the address suggests one', () => {
    expect(inputOf(newForm('192.168.1.3'))).not.toHaveProperty('name')
  })

  it('keeps the stored password when the field was not touched', () => {
    expect(inputOf(formOfWorker(workerFixture('laptop', { hasPassword: true })))).not.toHaveProperty(
      'password',
    )
  })

  it('forgets the stored password when asked to', () => {
    expect(inputOf({ ...newForm('a:1'), forgetPassword: true }).password).toBeNull()
  })

  it('sends a typed password rather than forgetting', () => {
    expect(inputOf({ ...newForm('a:1'), forgetPassword: true, password: 'secret' }).password).toBe('secret')
  })

  it('lets the user in the address stand while the field is empty', () => {
    expect(inputOf(newForm('http://robin:secret@argon:7860'))).not.toHaveProperty('user')
    expect(inputOf(newForm('laptop=http://robin:secret@argon:7860'))).not.toHaveProperty('user')
    expect(inputOf({ ...newForm('http://argon:7860'), user: ' ' }).user).toBeNull()
  })

  it('never holds what is stored', () => {
    expect(formOfWorker(workerFixture('laptop', { hasPassword: true })).password).toBe('')
  })

  it('asks an address nothing that does not change the answer', () => {
    expect(Object.keys(probeInput({ ...newForm('http://argon'), note: 'cellar' })).sort()).toEqual([
      'tls',
      'url',
      'user',
    ])
  })

  it('knows whether saving would change anything', () => {
    const saved = formOfWorker(workerFixture('laptop'))
    expect(isChanged({ ...saved }, saved)).toBe(false)
    expect(isChanged({ ...saved, note: 'x' }, saved)).toBe(true)
  })
})

describe('an address that is being typed', () => {
  it.each([
    '192.168.1.3',
    'http://192.168.1.3:7860',
    'argon',
    'argon.local:7860/sd',
    '[::1]:7860',
    'https://u:p@argon',
    'laptop:127.0.0.1:7999',
    'laptop:[fd00::1]:7860',
    'laptop=https://gpu.example',
  ])('is looked at when it could be whole: %s', (url) => expect(isProbeable(url)).toBe(true))

  it.each([
    '',
    ' ',
    'http',
    'http:/',
    'http://',
    '192',
    '192.168',
    'http://10.0.0',
    'a',
    '[fd00:',
    'http://me:secret',
  ])('is left alone while it is not: %s', (url) => expect(isProbeable(url)).toBe(false))

  it.each(['ftp://argon', 'two words', 'http://127.0.0.1:70000', 'me:secret@argon:99999/sd'])(
    'is looked at when more letters would not mend it, so that it is said what is wrong: %s',
    (url) => expect(isProbeable(url)).toBe(true),
  )
})
