import { X509Certificate } from 'node:crypto'
import { expect, type Locator, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { ask, type BoardApp, launchBoard, workerNamed } from './board/board-app.ts'
import { card, sheet, toast } from './board/board-page.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

const TIME_SCALE = 20

const fingerprintOf = (worker: SimulatedWorker): string =>
  new X509Certificate(worker.certificate ?? '').fingerprint256

test.describe.configure({ mode: 'serial' })

test.describe('machines with certificates', () => {
  const machines = new Machines(TIME_SCALE)
  let board: BoardApp

  test.beforeAll(async () => {
    board = await launchBoard({ timeScale: TIME_SCALE })
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  const openAdd = async (worker: SimulatedWorker, name: string) => {
    await board.page.getByRole('button', { name: 'Add machine' }).first().click()
    await sheet(board.page).getByLabel('Address', { exact: true }).fill(worker.url)
    await sheet(board.page).getByLabel('Name', { exact: true }).fill(name)
  }
  const policy = (kind: string): Locator => sheet(board.page).getByRole('radio', { name: kind, exact: true })
  /** The fingerprint stands in rows of eight pairs. */
  const expectFingerprint = async (worker: SimulatedWorker) => {
    for (const row of fingerprintOf(worker).match(/([0-9A-F]{2}:){7}[0-9A-F]{2}/g) ?? []) {
      await expect(sheet(board.page).getByText(row, { exact: false }).first()).toBeVisible()
    }
  }

  for (const [kind, words] of [
    ['self-signed', 'is self-signed'],
    ['expired', 'has expired'],
    ['wrong-host', 'issued to elsewhere.example, not to 127.0.0.1'],
  ] as const) {
    test(`${kind}: shown with its fingerprint, refused until it is trusted, then pinned`, async () => {
      const { page } = board
      const worker = await machines.start({ name: kind, tls: kind })
      await openAdd(worker, kind)
      await expect(sheet(page)).toContainText(words)
      await expect(sheet(page)).toContainText('itself (self-signed)')
      await expectFingerprint(worker)
      expect(worker.calls()).toEqual([])
      await photograph(page, `workers-certificate-${kind}`)

      await page.getByRole('button', { name: 'Trust this certificate' }).click()
      await expect(sheet(page)).toContainText('round trip')
      await expect(policy('Trust one')).toHaveAttribute('aria-checked', 'true')
      await sheet(page).getByRole('button', { name: 'Add machine' }).click()
      await expect(card(page, kind)).toContainText('Ready')
      expect((await workerNamed(page, kind)).config.tls).toEqual({
        kind: 'pinned',
        fingerprint: fingerprintOf(worker),
      })
    })
  }

  test('a certificate that is replaced is refused and explained, and works once the new one is trusted', async () => {
    const { page } = board
    const worker = await machines.start({ name: 'studio', tls: 'self-signed' })
    const old = fingerprintOf(worker)
    await ask(page, 'addWorker', {
      input: { name: 'studio', url: worker.url, tls: { kind: 'pinned', fingerprint: old } },
    })
    await expect(card(page, 'studio')).toContainText('Ready')
    await worker.comeBack('self-signed')
    const before = worker.calls().length

    await expect(card(page, 'studio')).toContainText('not the one that was trusted')
    await expect(card(page, 'studio')).toContainText('Unavailable')
    expect(worker.calls()).toHaveLength(before)
    await photograph(page, 'workers-certificate-changed-card')

    await card(page, 'studio').getByRole('button', { name: 'Review certificate' }).click()
    await expect(sheet(page)).toContainText('not the one that was trusted')
    await expectFingerprint(worker)
    await photograph(page, 'workers-certificate-changed')
    expect(worker.calls()).toHaveLength(before)
    await page.getByRole('button', { name: 'Trust the new certificate' }).click()
    await expect(sheet(page)).toContainText('round trip')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(toast(page, 'Saved studio')).toBeVisible()
    await expect(card(page, 'studio')).toContainText('Ready')
    expect((await workerNamed(page, 'studio')).config.tls).toEqual({
      kind: 'pinned',
      fingerprint: fingerprintOf(worker),
    })
  })

  test('a machine can be used without any check, with a warning', async () => {
    const { page } = board
    const worker = await machines.start({ name: 'attic', tls: 'self-signed' })
    await openAdd(worker, 'attic')
    await expect(sheet(page)).toContainText('is self-signed')
    await policy('Do not verify').click()
    await expect(sheet(page)).toContainText('Anyone in between could pose as this machine')
    await expect(sheet(page)).toContainText('round trip')
    await sheet(page).getByRole('button', { name: 'Add machine' }).click()
    await expect(card(page, 'attic')).toContainText('Ready')
  })

  test('a machine that was added without trust says what is wrong, and keeps the choice after a restart', async () => {
    const worker = await machines.start({ name: 'cellar', tls: 'self-signed' })
    await ask(board.page, 'addWorker', { input: { name: 'cellar', url: worker.url } })
    await expect(card(board.page, 'cellar')).toContainText('is self-signed')
    await expect(card(board.page, 'cellar').getByRole('button', { name: 'Review certificate' })).toBeVisible()
    await board.restart()
    await expect(card(board.page, 'cellar')).toContainText('is self-signed')
    await expect(card(board.page, 'studio')).toContainText('Ready')
    expect(worker.calls()).toEqual([])
  })
})
