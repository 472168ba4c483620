import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../shared/limits.ts'
import { cpuMs } from '../../../shared/testing/growth.ts'
import { TributaryError } from '../../core/failure.ts'
import { told } from '../../testing/told.ts'
import { readImport } from './read-import.ts'
import type { StatedEntry } from './stated-worker.ts'

const fixture = (name: string) => ({
  name,
  text: readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'),
})
const pasted = (text: string) => readImport({ name: null, text })
const brief = (entry: StatedEntry) =>
  entry.states === 'worker'
    ? `${entry.name ?? '-'} ${entry.url}`
    : entry.states === 'speed'
      ? `${entry.name} ${entry.benchmark?.ipm.toFixed(2) ?? '-'}`
      : `no: ${told(entry.reason)}`
const listed = (text: string) => pasted(text).entries.map(brief)
const refusalOf = (text: string, name: string | null = null): string => {
  try {
    readImport({ name, text })
  } catch (error) {
    if (error instanceof TributaryError && error.kind === 'bad-request') return error.message
    throw error
  }
  return 'was read'
}

describe('the files of stable-diffusion-webui-distributed', () => {
  it('reads workers.json as speeds without addresses, in both forms it had', () => {
    for (const name of ['workers.json', 'workers-early.json']) {
      const read = readImport(fixture(name))
      expect(read.format).toBe('workers-json')
      expect(read.entries.map(brief)).toEqual(['master 15.07', 'laptop 19.85', 'argon 5.03'])
      expect(told(read.entries[1])).toMatchObject({ reason: 'the file does not give its address' })
      expect(read.settings.benchmark).toMatchObject({ steps: 20, width: 512, height: 512 })
    }
  })

  it('takes what Python writes of a number that is none for nothing said', () => {
    const read = pasted(`{
      "workers": [
        { "NaN, \\"Infinity\\"": { "address": "192.168.1.3", "port": 7860, "avg_ipm": NaN, "pixel_cap": -Infinity, "eta_percent_error": [NaN,Infinity] } },
        { "laptop": { "address": "192.168.1.4", "port": NaN, "avg_ipm": 20.0 } }
      ],
      "benchmark_payload": { "steps": 20, "width": 512, "height": 512, "cfg_scale": NaN },
      "job_timeout": Infinity
    }`)
    expect(read.entries.map(brief)).toEqual([
      'NaN, "Infinity" http://192.168.1.3:7860',
      'laptop http://192.168.1.4:7860',
    ])
    expect(read.entries[0]).toMatchObject({ benchmark: null })
    expect(read.entries[0]).not.toHaveProperty('pixelCap')
    expect(read.settings.benchmark).toMatchObject({ steps: 20, cfgScale: 7 })
    expect(read.settings).not.toHaveProperty('graceSeconds')
    expect(refusalOf('{"workers": NaNny}')).toBe('This starts like JSON but is not valid JSON.')
    expect(refusalOf('{"workers": [-NaN]}')).toBe('This starts like JSON but is not valid JSON.')
  })

  it('reads distributed-config.json with lanes, scheme, credentials, caps, speeds and settings', () => {
    const read = readImport(fixture('distributed-config.json'))
    expect(read.format).toBe('distributed-config')
    expect(read.entries.map(brief)).toEqual([
      'master http://127.0.0.1:7860',
      'laptop http://192.168.1.3:7860',
      'argon http://fake.local:7860',
      'studio https://studio.example',
      'attic http://192.168.1.9:7861',
    ])
    const [master, laptop, argon, studio, attic] = read.entries
    expect(master).toMatchObject({ lane: 'not-off', pixelCap: null, name: 'master' })
    expect(laptop).not.toHaveProperty('user')
    expect(laptop).not.toHaveProperty('password')
    expect(argon).toMatchObject({ pixelCap: 524_288, lane: 'not-off', benchmark: { at: 0 } })
    expect(studio).toMatchObject({ user: 'ada', password: 'correct horse battery', benchmark: null })
    expect(attic).toMatchObject({ lane: 'off', benchmark: { ipm: 2.5 } })
    expect(read.settings).toMatchObject({ graceSeconds: 6, mode: 'bonus', stepScaling: false })
    expect(told(read.warnings)).toEqual([
      expect.stringContaining('"master" is the machine the extension ran on'),
    ])
  })

  it('takes the command line out of a script and leaves the rest of it alone', () => {
    expect(readImport(fixture('webui-user.bat')).entries.map(brief)).toEqual([
      'laptop http://192.168.1.3:7860',
      'argon http://fake.local:7860',
    ])
  })

  it('reckons a speed that was measured with more steps in the speed of the standard payload', () => {
    const file = {
      workers: [{ a: { address: 'a', avg_ipm: 10 } }],
      benchmark_payload: { prompt: 'cows', steps: 40, width: 512, height: 512 },
    }
    const [entry] = pasted(JSON.stringify(file)).entries
    // 96 % of the time goes with the steps.
    expect(entry?.states === 'worker' && entry.benchmark?.ipm).toBeCloseTo(19.6)
  })

  it.each([
    ['a port as text', { address: 'h', port: '7861' }, 'a http://h:7861'],
    ['no port', { address: 'h' }, 'a http://h:7860'],
    ['a scheme in the address', { address: 'https://h/', port: 8443 }, 'a https://h:8443'],
    ['a scheme and no port', { address: 'https://h' }, 'a https://h'],
    ['a sub-path', { address: 'h/sd', port: 7860 }, 'a http://h:7860/sd'],
    ['IPv6', { address: 'fd00::1', port: 7860 }, 'a http://[fd00::1]:7860'],
    ['credentials in the address', { address: 'u:p@h', port: 7860 }, 'a http://h:7860'],
    ['an unknown key', { address: 'h', port: 7860, hat: 'red' }, 'a http://h:7860'],
    ['a port out of range', { address: 'h', port: 70_000 }, 'no: port 70000 is not between 1 and 65535'],
    ['port 0', { address: 'h', port: 0 }, 'no: port 0 is not between 1 and 65535'],
    ['a broken port', { address: 'h', port: -1.5 }, 'no: the last colon must be followed by a port number'],
    ['no address', { port: 7860, avg_ipm: 3 }, 'a 3.00'],
    ['an address that is a list', { address: ['h'], port: 7860 }, 'a -'],
    ['a host that is none', { address: 'a b', port: 7860 }, 'no: not a host name'],
  ])('reads a worker with %s', (_what, fields, expected) => {
    expect(pasted(JSON.stringify({ workers: [{ a: fields }] })).entries.map(brief)).toEqual([expected])
  })

  it.each([5, '5', 'DISABLED', 'State.DISABLED'])('takes state %j for off', (state) => {
    const [entry] = pasted(JSON.stringify({ workers: [{ a: { address: 'h', state } }] })).entries
    expect(entry).toMatchObject({ lane: 'off' })
  })

  it('takes a label __proto__ for a label, and changes nothing else by it', () => {
    const text = '{"workers":[{"__proto__":{"address":"h","polluted":true}}],"__proto__":{"polluted":true}}'
    expect(listed(text)).toEqual(['__proto__ http://h:7860'])
    expect(listed('{"__proto__":{"avg_ipm":3}}')).toEqual(['__proto__ 3.00'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('reads no more workers than there may be, and says so', () => {
    const workers = Array.from({ length: 5000 }, (_, index) => ({ [`w${index}`]: { address: `h${index}` } }))
    const read = pasted(JSON.stringify({ workers }))
    expect(read.entries).toHaveLength(LIMITS.workers)
    expect(told(read.warnings)).toEqual([`Only the first ${LIMITS.workers} machines of the file were read.`])
  })
})

describe('a text with addresses', () => {
  it.each([
    ['http://192.168.1.3:7860', ['- http://192.168.1.3:7860']],
    ['http://192.168.1.3:7860/?__theme=dark\r\n', ['- http://192.168.1.3:7860']],
    ['https://gpu.example/sd/', ['- https://gpu.example/sd']],
    ['gpu.example/sd', ['- http://gpu.example/sd']],
    ['laptop', ['- http://laptop:7860']],
    ['localhost', ['- http://localhost:7860']],
    ['laptop:7861', ['- http://laptop:7861']],
    ['192.168.1.3', ['- http://192.168.1.3:7860']],
    [
      'laptop:192.168.1.3:7860 argon:fake.local:7860',
      ['laptop http://192.168.1.3:7860', 'argon http://fake.local:7860'],
    ],
    ['a:h1:1, b:h2:2;c:h3:3\nd:h4:4', ['a http://h1:1', 'b http://h2:2', 'c http://h3:3', 'd http://h4:4']],
    ['laptop, argon', ['- http://laptop:7860', '- http://argon:7860']],
    ['[::1]:7860', ['- http://[::1]:7860']],
    ['::1', ['- http://[::1]:7860']],
    ['fd00::7', ['- http://[fd00::7]:7860']],
    ['name:[::1]:7861', ['name http://[::1]:7861']],
    ['http://[fd00::7]:7860/x', ['- http://[fd00::7]:7860/x']],
    ['box=https://gpu.example/sd', ['box https://gpu.example/sd']],
    ['box:https://gpu.example:8443', ['box https://gpu.example:8443']],
    ['http://a:7860,http://b:7860', ['- http://a:7860', '- http://b:7860']],
    ['Running on local URL:  http://0.0.0.0:7860', ['- http://127.0.0.1:7860']],
    ['<http://a:7860>', ['- http://a:7860']],
    ['--distributed-remotes a:h:1 b:h:2 --api --listen c:h:3', ['a http://h:1', 'b http://h:2']],
    ['export COMMANDLINE_ARGS="--distributed-remotes a:h:1 b:h:2"', ['a http://h:1', 'b http://h:2']],
    ['./webui.sh --distributed-remotes=a:h:1 && echo d:h:4', ['a http://h:1']],
    ['--api \\\n --distributed-remotes a:h:1 \\\n b:h:2\nport 7860', ['a http://h:1', 'b http://h:2']],
    [
      '# from a browser\r\nhttp://a:7860\r\n#http://b:7860\r\nhttp://c:7860\r\n',
      ['- http://a:7860', '- http://c:7860'],
    ],
    ['a:h:70000', ['no: port 70000 is not between 1 and 65535']],
    ['a:h:0', ['no: port 0 is not between 1 and 65535']],
    ['a:h:99999999999999999999', ['no: port 9999999999 is not between 1 and 65535']],
    ['a:h:x', ['no: the last colon must be followed by a port number']],
    ['a:b:c:1', ['no: too many colons; put an IPv6 address in brackets']],
    ['fe80::1%eth0', ['no: an IPv6 address with a zone cannot stand in a URL']],
    ['http://[fe80::1%25eth0]:7860', ['no: an IPv6 address with a zone cannot stand in a URL']],
    ['n:[::zz]:1', ['no: not an IPv6 address']],
    ['http://1.2:7860', ['no: not a complete IPv4 address']],
    ['256.1.1.1:7860', ['no: not a complete IPv4 address']],
    ['0x7f.1:7860', ['no: not a complete IPv4 address']],
    ['ftp://h:21', ['no: Tributary supports http and https, not ftp']],
    ['file:///etc/passwd', ['no: Tributary supports http and https, not file']],
    ['http://h:7860:1', ['no: the last colon must be followed by a port number']],
    ['http://:7860', ['no: it contains no host']],
    ['a..b:7860', ['no: not a host name']],
    ['h\u0000x:7860', ['no: not a host name']],
    ['-oProxyCommand=x:h:1 a:h:1', ['a http://h:1']],
  ])('reads %j', (text, expected) => {
    expect(listed(text)).toEqual(expected)
  })

  it('moves a user and a password out of the address', () => {
    for (const text of ['https://ada:p%40ss%2F1@h:7860', 'box=https://ada:p%40ss%2F1@h:7860'])
      expect(pasted(text).entries[0]).toMatchObject({
        url: 'https://h:7860',
        user: 'ada',
        password: 'p@ss/1',
      })
    expect(pasted('ada:secret@h').entries[0]).toMatchObject({
      url: 'http://h:7860',
      user: 'ada',
      password: 'secret',
    })
    expect(pasted('ada:secret@[::1]').entries[0]).toMatchObject({ url: 'http://[::1]:7860', user: 'ada' })
  })

  it.each([
    'http://ada:hush/hush@h:7860',
    'http://ada:hush@h:99999',
    'ada:hush@h:99999',
    'http://ada:hush',
    'n=ftp://ada:hush@h',
    'http://ada:hush@@',
  ])('shows no credentials of what it refuses: %s', (text) => {
    const [entry] = pasted(text).entries
    expect(entry?.states).toBe('nothing')
    expect(JSON.stringify(entry)).not.toContain('hush')
  })

  it('does not check certificates where the command line says so, and only where there are some', () => {
    const text = '--distributed-remotes a:h:1 --distributed-skip-verify-remotes\nb=https://h2'
    const [plain, secure] = pasted(text).entries
    expect(plain).not.toHaveProperty('tls')
    expect(secure).toMatchObject({ tls: { kind: 'insecure' } })
  })

  it('counts what it passed over', () => {
    expect(told(pasted('my two machines are at a:7860 and b:7860').warnings)).toEqual([
      '6 words were not read as an address.',
    ])
  })

  it('reads no more addresses than there may be workers', () => {
    const read = pasted(Array.from({ length: 4000 }, (_, index) => `h${index}:7860`).join(' '))
    expect(read.entries).toHaveLength(LIMITS.workers)
    expect(told(read.warnings)).toEqual([`Only the first ${LIMITS.workers} addresses were read.`])
  })
})

describe('what is no list of workers', () => {
  it.each([
    ['nothing', '', null, 'There is nothing in it.'],
    ['blanks', ' \n\ufeff', null, 'There is nothing in it.'],
    ['prose', 'please add my laptop', null, 'There is no address in this text.'],
    ['a number', '7860', null, 'There is no address in this text.'],
    ['only options', '--listen --api', null, 'There is no address in this text.'],
    ['a web page', '<!DOCTYPE html><p>http://a:7860', null, 'This is a web page, not a list of machines.'],
    ['dragged HTML', '<a href="http://a:7860">x</a>', null, 'This is a web page, not a list of machines.'],
    ['broken JSON', '{"workers": [', null, 'This starts like JSON but is not valid JSON.'],
    ['text in a .json', 'http://a:7860', 'workers.json', 'This file is named .json but is not JSON.'],
    ['some other JSON', '{"name":"x","version":"1"}', null, 'This JSON is not a list of machines.'],
    ['a JSON list', '[1,2]', null, 'This JSON is not a list of machines.'],
    ['JSON without a worker', '{"workers":[]}', null, 'There are no machines in this file.'],
    [
      'deep JSON',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      null,
      'This JSON is nested too deeply to be a list of machines.',
    ],
    ['deep JSON in quotes', `{"a":"${'['.repeat(1000)}"}`, null, 'This JSON is not a list of machines.'],
    [
      'something huge',
      ' '.repeat(LIMITS.importCharacters + 1),
      null,
      'This is too large to be a list of machines.',
    ],
    [
      'a file of the future',
      '{"tributary":"workers","version":2,"workers":[]}',
      null,
      'This list of machines was written by a newer version of Tributary.',
    ],
  ])('refuses %s in words', (_what, text, name, message) => {
    expect(refusalOf(text, name)).toBe(message)
  })

  it.each([
    ['quotes', `a${'"'.repeat(999_990)}b`],
    ['commas', `a:1${','.repeat(999_990)}`],
    ['carets', '^ '.repeat(499_990)],
    ['brackets', `a:1 ${'['.repeat(999_990)}`],
    ['colons', `a${':'.repeat(999_990)}`],
    ['dots', `${'a.'.repeat(499_000)}:1`],
    ['blanks', `--distributed-remotes a:h:1 ${' \\'.repeat(499_000)}`],
    ['names', `${'x'.repeat(999_000)}=http://h`],
    ['options', '--distributed-remotes '.repeat(45_000)],
    ['braces', '{"a":'.repeat(199_000)],
    ['keys', `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":{}`).join()},"w":{"avg_ipm":1}}`],
  ])('takes a megabyte of %s in its stride', async (_what, text) => {
    // Linear in its length; what is quadratic takes minutes.
    expect(await cpuMs(() => refusalOf(text))).toBeLessThan(5_000)
  })

  it('does not quote broken JSON, which may hold a password', () => {
    expect(refusalOf('{"workers": [{"a": {"password": "hush"')).not.toContain('hush')
  })
})
