import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createProtocolHandler, PANEL_URL, panelAddress, panelPath } from './protocol.ts'

const logError = vi.fn()
let folder = ''
const handler = (request: Request) =>
  createProtocolHandler({
    rendererFolder: join(folder, 'renderer'),
    servePicture: async ({ url }) => {
      if (url.endsWith('broken')) throw new Error('index is gone')
      return new Response(url)
    },
    logError,
  })(request)
const get = (url: string) => handler(new Request(url))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'protocol-'))
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'renderer', 'index.html'), '<h1>panel</h1>')
  writeFileSync(join(folder, 'renderer', 'assets', 'a.js'), 'let a')
  writeFileSync(join(folder, 'secret.html'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('tributary://app', () => {
  it('opens the panel in a language: only one that is not English stands in the address', () => {
    expect(panelAddress(PANEL_URL, 'english')).toBe('tributary://app/index.html')
    expect(panelAddress(PANEL_URL, 'pseudo')).toBe('tributary://app/index.html?language=pseudo')
  })

  it('serves the panel with its policy: no inline scripts, nothing from elsewhere', async () => {
    const response = await get('tributary://app/')
    expect(await response.text()).toBe('<h1>panel</h1>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).not.toContain('http')
  })
  it('serves scripts as scripts', async () => {
    const response = await get('tributary://app/assets/a.js')
    expect(response.headers.get('content-type')).toContain('text/javascript')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
  it.each([
    'tributary://app/missing.html',
    'tributary://app/assets',
    'tributary://app/..%2fsecret.html',
    'tributary://app/%2e%2e%2fsecret.html',
    'tributary://app/assets/..%5c..%5csecret.html',
    'tributary://app/%00index.html',
    'tributary://app/%ff.html',
    'tributary://app/index.html/a.js',
    'tributary://app/index.php',
  ])('does not serve %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })
  it('never leaves its folder, whatever the path', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const names = panelPath(`/${text}`)
        return names === null || names.every((name) => name !== '..' && !/[\\:\0/]/.test(name))
      }),
    )
  })
})

describe('the other hosts', () => {
  it('are answered by the app', async () => {
    expect(await (await get('tributary://thumb/abc')).text()).toBe('tributary://thumb/abc')
  })
  it('become a logged 500 when the app fails', async () => {
    expect((await get('tributary://image/broken')).status).toBe(500)
    expect(logError).toHaveBeenCalledOnce()
  })
  it('refuse other methods', async () => {
    expect((await handler(new Request('tributary://image/abc', { method: 'DELETE' }))).status).toBe(405)
  })
})
