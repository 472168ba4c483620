import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startSimulatedWorker } from '../simulated-worker.ts'
import { EXTERNAL, only, SMALL, type Target } from './target.ts'

const objectOf = async (response: Response) => z.record(z.string(), z.unknown()).parse(await response.json())

/** Statuses and bodies of everything that is refused. */
export function describeErrors(target: Target): void {
  describe('errors', () => {
    const failed = async (response: Response) => ({ status: response.status, body: await objectOf(response) })
    test('unknown path: 404 in the words of FastAPI', async () => {
      expect(await failed(await target.get('/sdapi/v1/no-such-path'))).toEqual({
        status: 404,
        body: { detail: 'Not Found' },
      })
    })
    test('wrong method: 405', async () => {
      expect(await failed(await target.get('/sdapi/v1/txt2img'))).toEqual({
        ...{ status: 405, body: { detail: 'Method Not Allowed' } },
      })
    })
    test('a trailing slash is redirected with 307', async () => {
      const response = await target.get('/sdapi/v1/samplers/')
      expect(response.status).toBe(307)
      expect(response.headers.get('location')).toMatch(/\/sdapi\/v1\/samplers$/)
    })
    test('a field of the wrong type: 422 that names it', async () => {
      const { status, body } = await failed(
        await target.post('/sdapi/v1/txt2img', { ...SMALL, steps: 'many' }),
      )
      expect(status).toBe(422)
      const [first] = z
        .object({
          detail: z.array(z.object({ loc: z.array(z.unknown()), msg: z.string(), type: z.string() })),
        })
        .parse(body).detail
      expect(first).toMatchObject(
        target.isA1111Api
          ? { loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 'type_error.integer' }
          : { loc: ['body', 'steps'], type: 'int_parsing' },
      )
    })
    test('a list of prompts is refused', async () => {
      expect((await target.post('/sdapi/v1/txt2img', { ...SMALL, prompt: ['a', 'b'] })).status).toBe(422)
    })
    test('what is not JSON: 422', async () => {
      for (const [type, body] of [
        ['application/json', '{"steps": '],
        ['text/plain', '{}'],
        ['application/json', ''],
      ] as const) {
        const response = await target.postText('/sdapi/v1/txt2img', body, type)
        expect([type, body, response.status]).toEqual([type, body, 422])
      }
    })
    test('unknown script: 422 in the words of the API', async () => {
      const { status, body } = await failed(
        await target.post('/sdapi/v1/txt2img', { ...SMALL, script_name: 'No Such Script' }),
      )
      expect(status).toBe(422)
      expect(body).toMatchObject({ detail: "Script 'No Such Script' not found" })
      if (target.isA1111Api)
        expect(body).toEqual({ error: 'HTTPException', detail: expect.any(String), body: '', errors: '' })
      else expect(Object.keys(body)).toEqual(['detail'])
    })
    test('an override that is no option: 500 KeyError', async () => {
      const { status, body } = await failed(
        await target.post('/sdapi/v1/txt2img', { ...SMALL, override_settings: { no_such_option: 1 } }),
      )
      expect(status).toBe(500)
      expect(body).toMatchObject({
        error: 'KeyError',
        [target.isA1111Api ? 'errors' : 'message']: expect.stringContaining('no_such_option'),
      })
    })
    test('no init image: 404', async () => {
      const { status, body } = await failed(await target.post('/sdapi/v1/img2img', SMALL))
      expect([status, body.detail]).toEqual([404, 'Init image not found'])
    })
    test('an init image that is none: 500', async () => {
      const response = await target.post('/sdapi/v1/img2img', { ...SMALL, init_images: ['bm8gcGljdHVyZQ=='] })
      expect(response.status).toBe(500)
    })
    test('unknown upscaler for the second pass: 500', async () => {
      const response = await target.post('/sdapi/v1/txt2img', {
        ...{
          ...SMALL,
          enable_hr: true,
          hr_upscaler: 'No Such Upscaler',
          hr_additional_modules: ['Use same choices'],
        },
      })
      expect(response.status).toBe(500)
    })
    test('a checkpoint that is not there cannot be chosen: 500 RuntimeError, and nothing changes', async () => {
      const before = await objectOf(await target.get('/sdapi/v1/options'))
      const { status, body } = await failed(
        await target.post('/sdapi/v1/options', { sd_model_checkpoint: 'no-such-checkpoint' }),
      )
      expect([status, body.error]).toEqual([500, 'RuntimeError'])
      const after = await objectOf(await target.get('/sdapi/v1/options'))
      expect(after.sd_model_checkpoint).toBe(before.sd_model_checkpoint)
    })
    test('an option that is not there: 500 KeyError', async () => {
      const { status, body } = await failed(await target.post('/sdapi/v1/options', { no_such_option: 1 }))
      expect([status, body.error]).toEqual([500, 'KeyError'])
    })
    test('without a password where one is needed: 401, and the lists of the Lora extension stay open', async (context) => {
      only(target.simulator !== null || EXTERNAL?.hasPassword === true, context)
      await using own =
        target.simulator === null
          ? null
          : await startSimulatedWorker({ kind: target.kind, auth: { user: 'artist', password: 'right' } })
      const url = own?.url ?? target.url
      const ask = (pair?: string) =>
        fetch(`${url}/sdapi/v1/options`, {
          headers:
            pair === undefined ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
        })
      const none = await ask()
      expect([none.status, (await objectOf(none)).detail]).toEqual([401, 'Not authenticated'])
      if (target.isA1111Api) expect(none.headers.get('www-authenticate')).toBeNull()
      const wrong = await ask('somebody:wrong')
      expect([wrong.status, (await objectOf(wrong)).detail]).toEqual([401, 'Incorrect username or password'])
      for (const open of ['/internal/ping', '/openapi.json', '/sdapi/v1/loras'])
        expect([open, (await fetch(`${url}${open}`)).status]).toEqual([open, 200])
      if (own !== null) expect((await ask('artist:right')).status).toBe(200)
    })
  })
}
