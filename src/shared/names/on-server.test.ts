import { describe, expect, it } from 'vitest'
import { type ServerLists, samplingOn, schedulesTold, upscalerOn } from './on-server.ts'

const lists = (more: Partial<ServerLists>): ServerLists => ({
  samplers: null,
  schedulers: null,
  upscalers: null,
  ...more,
})
const NEW = lists({
  samplers: ['DPM++ 2M', 'Euler a', 'DDIM'],
  schedulers: ['Automatic', 'Karras', 'SGM Uniform', 'Exponential'],
})
const OLD = lists({ samplers: ['Euler a', 'DPM++ 2M', 'DPM++ 2M Karras', 'DPM++ SDE Karras'] })
const SDCPP = lists({
  samplers: ['default', 'euler', 'euler_a', 'dpm++2s_a', 'dpm++2m', 'dpm++2mv2'],
  schedulers: ['default', 'discrete', 'normal', 'karras', 'smoothstep'],
})
const SILENT = lists({})

describe('a sampler and a schedule, as each server spells them', () => {
  it.each([
    ['sd.cpp gets its own names', SDCPP, 'Euler a', 'Automatic', 'euler_a', 'Automatic'],
    ['sd.cpp, a name of three parts', SDCPP, 'DPM++ 2S a', 'Karras', 'dpm++2s_a', 'karras'],
    ['the exact name goes first', SDCPP, 'euler', 'normal', 'euler', 'normal'],
    ['its other name for the same schedule', SDCPP, 'euler', 'discrete', 'euler', 'discrete'],
    ['a schedule nobody else has', SDCPP, 'dpmpp_2m', 'Smoothstep', 'dpm++2m', 'smoothstep'],
    ['its own choice is not named', SDCPP, 'euler', 'default', 'euler', 'Automatic'],
    ['a later version takes the two apart', NEW, 'DPM++ 2M Karras', 'Automatic', 'DPM++ 2M', 'Karras'],
    ['also from an alias', NEW, 'k_dpmpp_2m_ka', 'Automatic', 'DPM++ 2M', 'Karras'],
    ['a schedule of two words', NEW, 'dpmpp_2m_sgm_uniform', 'Automatic', 'DPM++ 2M', 'SGM Uniform'],
    ['an earlier version joins them', OLD, 'DPM++ 2M', 'Karras', 'DPM++ 2M Karras', 'Automatic'],
    [
      'an earlier version that lacks the plain one',
      OLD,
      'dpmpp_sde',
      'karras',
      'DPM++ SDE Karras',
      'Automatic',
    ],
    ['the joined name as it is', OLD, 'DPM++ 2M Karras', 'Automatic', 'DPM++ 2M Karras', 'Automatic'],
    ['the joined name with its schedule', OLD, 'DPM++ 2M Karras', 'Karras', 'DPM++ 2M Karras', 'Automatic'],
    ['without a schedule', OLD, 'dpmpp_2m', 'Automatic', 'DPM++ 2M', 'Automatic'],
    ['a server that tells nothing gets what was asked', SILENT, 'Euler a', 'Karras', 'Euler a', 'Karras'],
    ['also the joined name', SILENT, 'DPM++ 2M Karras', 'Automatic', 'DPM++ 2M Karras', 'Automatic'],
    ['samplers only', lists({ samplers: ['Euler a'] }), 'euler_a', 'Karras', 'Euler a', 'Karras'],
    ['schedules only', { ...NEW, samplers: null }, 'DPM++ 2M Karras', 'Automatic', 'DPM++ 2M', 'Karras'],
    [
      'an empty list tells nothing',
      lists({ samplers: [], schedulers: [] }),
      'Euler a',
      'Beta',
      'Euler a',
      'Beta',
    ],
    [
      'a sampler whose name looks joined',
      lists({ samplers: ['My Beta'], schedulers: ['Karras'] }),
      'My Beta',
      'Karras',
      'My Beta',
      'Karras',
    ],
  ] satisfies [string, ServerLists, string, string, string, string][])(
    '%s',
    (_, server, sampler, scheduler, sent, schedule) => {
      expect(samplingOn(server, sampler, scheduler)).toEqual({ sampler: sent, schedule })
    },
  )

  it.each([
    [NEW, 'LMS', 'Automatic', 'sampler'],
    [NEW, 'LMS Karras', 'Automatic', 'sampler'],
    [NEW, 'DPM++ 2M', 'Beta', 'schedule'],
    [NEW, 'DPM++ 2M Beta', 'Automatic', 'schedule'],
    [OLD, 'DPM++ 2M', 'Exponential', 'schedule'],
    [OLD, 'DPM++ SDE', 'Automatic', 'sampler'],
  ] satisfies [ServerLists, string, string, string][])('%# lacks', (server, sampler, scheduler, lacks) => {
    expect(samplingOn(server, sampler, scheduler)).toEqual({ lacks })
  })

  it("knows a server's own aliases and other names of schedules", () => {
    const own = lists({
      samplers: ['Heavy Ball'],
      schedulers: ['Phi'],
      aliases: { samplers: { k_hb: 'Heavy Ball' }, schedulers: { golden: 'Phi' } },
    })
    expect(samplingOn(own, 'k_hb', 'golden')).toEqual({ sampler: 'Heavy Ball', schedule: 'Phi' })
    expect(samplingOn(own, 'constructor', 'Phi')).toEqual({ lacks: 'sampler' })
  })

  it('keeps two things apart whose names only look alike', () => {
    const alike = lists({ samplers: ['my_sampler', 'My Sampler'] })
    expect(samplingOn(alike, 'My Sampler', 'Automatic')).toMatchObject({ sampler: 'My Sampler' })
    expect(samplingOn(alike, 'my_sampler', 'Automatic')).toMatchObject({ sampler: 'my_sampler' })
  })

  it.each(['Мой семплер', '采样器 *', 'a + b', ' blank at both ends ', 'ß*?[x]'])(
    'sends "%s" unchanged',
    (name) => {
      const own = lists({ samplers: [name], schedulers: [name], upscalers: [name] })
      expect(samplingOn(own, name, name)).toEqual({ sampler: name, schedule: name })
      expect(upscalerOn(own, name)).toBe(name)
    },
  )
})

describe('an upscaler', () => {
  it.each([
    ['of the list', { upscalers: ['R-ESRGAN 4x+'] }, 'RealESRGAN_x4plus', 'R-ESRGAN 4x+'],
    ['of the latent modes', { upscalers: ['None'], latentUpscalers: ['Latent'] }, 'latent', 'Latent'],
    ['latent, in a list that has both', { upscalers: ['Latent Bilinear'] }, 'Latent', 'Latent Bilinear'],
    ['latent, where the modes are not told', { upscalers: ['None'] }, 'Latent', 'Latent'],
    ['latent, where there are none', { upscalers: ['None'], latentUpscalers: [] }, 'Latent', null],
    ['that nobody has', { upscalers: ['None'], latentUpscalers: ['Latent'] }, 'ESRGAN', null],
    ['where nothing is told', {}, 'ESRGAN', 'ESRGAN'],
  ] satisfies [string, Partial<ServerLists>, string, string | null][])('%s', (_, more, asked, sent) => {
    expect(upscalerOn(lists(more), asked)).toBe(sent)
  })
})

it('tells the schedules that an earlier version has in the names of its samplers', () => {
  expect(schedulesTold(OLD)).toEqual(['Karras'])
  expect(schedulesTold(NEW)).toBe(NEW.schedulers)
  expect(schedulesTold(SILENT)).toBeNull()
})
