import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPersonal, isPlainFolder } from './personal-folder.ts'

let root: string
let home: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tributary-home-')))
  home = join(root, 'home')
  mkdirSync(join(home, 'Pictures'), { recursive: true })
  mkdirSync(join(root, 'elsewhere'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('a folder of the user', () => {
  it.each([
    ['in the home', () => join(home, 'Pictures'), true],
    ['that does not exist yet', () => join(home, 'Pictures', 'a', 'b'), true],
    ['beside the home', () => join(root, 'elsewhere'), false],
    ['whose name only begins like the home', () => `${home}-2`, false],
    ['reached by going up', () => join(home, '..', 'elsewhere'), false],
    ['that is the home itself', () => home, false],
    ['that is no whole path', () => 'Pictures', false],
    ['on a share of Windows', () => '\\\\nas\\pictures', false],
    ['on a share, written with slashes', () => '//nas/pictures', false],
  ])('%s', (_which, folder, personal) => {
    expect(isPersonal(folder(), home)).toBe(personal)
  })

  it('is told by where a link leads', () => {
    symlinkSync(join(root, 'elsewhere'), join(home, 'link'))
    expect(isPersonal(join(home, 'link', 'new'), home)).toBe(false)
    symlinkSync(home, join(root, 'to-home'))
    expect(isPersonal(join(home, 'Pictures'), join(root, 'to-home'))).toBe(true)
  })
})

describe('a plain folder', () => {
  it('is a folder, no file, no program', () => {
    mkdirSync(join(root, 'Evil.app'))
    writeFileSync(join(root, 'run.sh'), '#!/bin/sh\n')
    symlinkSync(join(root, 'Evil.app'), join(root, 'innocent'))
    const seen = ['elsewhere', 'Evil.app', 'run.sh', 'innocent', 'gone'].map((name) =>
      isPlainFolder(join(root, name)),
    )
    expect(seen).toEqual([true, false, false, false, false])
  })
})
