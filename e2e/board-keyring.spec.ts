import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { ask, type BoardApp, launchBoard, workerNamed } from './board/board-app.ts'
import { card, chooseInMenu, sheet, toast } from './board/board-page.ts'
import { drop } from './board/drops.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

const AUTH = { user: 'ada', password: 'correct horse' } as const

test.describe.configure({ mode: 'serial' })

test.describe('a system without a keyring', () => {
  const machines = new Machines()
  let worker: SimulatedWorker
  let board: BoardApp

  test.beforeAll(async () => {
    worker = await machines.start({ name: 'vault', auth: AUTH })
    board = await launchBoard({ env: { TRIBUTARY_STANDIN_KEYRING: 'none' } })
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  const stored = () => readFile(join(board.userData, 'secrets.json'), 'utf8').catch(() => '')
  const typeIn = async () => {
    const { page } = board
    await page.getByRole('button', { name: 'Add machine' }).first().click()
    await sheet(page).getByLabel('Address', { exact: true }).fill(worker.url)
    await sheet(page).getByLabel('Name', { exact: true }).fill('vault')
    await sheet(page).getByLabel('User', { exact: true }).fill(AUTH.user)
    await sheet(page).getByLabel('Password', { exact: true }).fill(AUTH.password)
    await sheet(page).getByRole('button', { name: 'Add machine' }).click()
  }

  test('asks what becomes of a password, and keeps nothing before', async () => {
    await typeIn()
    const question = sheet(board.page).getByRole('alert')
    await expect(question).toContainText('no keyring that could keep the password safe')
    expect((await ask(board.page, 'snapshot', {})).workers).toEqual([])
    expect(await stored()).not.toContain(AUTH.password)
    await photograph(board.page, 'workers-no-keyring')
  })

  test('saves without the password when told to; the machine asks for it', async () => {
    const { page } = board
    await page.getByRole('button', { name: 'Save without the password' }).click()
    await expect(card(page, 'vault')).toContainText('Needs sign-in')
    expect((await workerNamed(page, 'vault')).hasPassword).toBe(false)
    expect(await stored()).not.toContain(AUTH.password)
  })

  test('keeps it in clear only when that is agreed to, and has it after a restart', async () => {
    await card(board.page, 'vault').getByRole('button', { name: 'Sign in' }).click()
    await sheet(board.page).getByLabel('Password', { exact: true }).fill(AUTH.password)
    await board.page.getByRole('button', { name: 'Save', exact: true }).click()
    await board.page.getByRole('button', { name: 'Keep it unencrypted on this machine' }).click()
    await expect(card(board.page, 'vault')).toContainText('Ready')
    await board.restart()
    await expect(card(board.page, 'vault')).toContainText('Ready')
  })

  test('leaves the passwords of a file out, and says so', async () => {
    const { page } = board
    await chooseInMenu(page, 'vault', 'Remove')
    const file = { tributary: 'workers', version: 1, workers: [{ name: 'vault', url: worker.url, ...AUTH }] }
    await drop(page, { file: { name: 'machines.json', text: JSON.stringify(file) } })
    await page.getByRole('button', { name: 'Add 1 machine' }).click()
    await expect(toast(page, 'were left out')).toBeVisible()
    await expect(card(page, 'vault')).toContainText('Needs sign-in')
    expect(await stored()).not.toContain(AUTH.password)
  })
})
