import { join } from 'node:path'
import { expect, it } from 'vitest'
import { userDataFolder } from './user-data.ts'

const HOME = join(import.meta.dirname, 'ada')

it.each([
  [{}, join(HOME, '.config', 'Tributary')],
  [{ XDG_CONFIG_HOME: join(HOME, 'etc') }, join(HOME, 'etc', 'Tributary')],
  [{ XDG_CONFIG_HOME: '' }, join(HOME, '.config', 'Tributary')],
  [{ XDG_CONFIG_HOME: 'etc' }, join(HOME, '.config', 'Tributary')],
  [{ TRIBUTARY_USER_DATA: join(HOME, 'own'), XDG_CONFIG_HOME: '' }, join(HOME, 'own')],
])('with %j it is %s', (env, folder) => {
  expect(userDataFolder('linux', env, HOME)).toBe(folder)
})
