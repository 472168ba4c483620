import { expect, type Locator, test } from 'playwright/test'
import { type BoardApp, launchBoard, workerNamed } from './board/board-app.ts'
import { card, expectLanes, sheet, toast } from './board/board-page.ts'
import { type ListeningServer, startListening } from './board/listening-server.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

const AUTH = { user: 'ada', password: 'correct horse' } as const

test.describe.configure({ mode: 'serial' })

test.describe('adding a machine', () => {
  const machines = new Machines()
  let web: ListeningServer
  let board: BoardApp

  test.beforeAll(async () => {
    web = await startListening()
    board = await launchBoard()
  })
  test.afterAll(async () => {
    await board.end()
    await web.stop()
    await machines.stop()
  })

  const address = (): Locator => sheet(board.page).getByLabel('Address', { exact: true })
  const user = (): Locator => sheet(board.page).getByLabel('User', { exact: true })
  const password = (): Locator => sheet(board.page).getByLabel('Password', { exact: true })

  test('looks at an address while it is typed, and says what is there', async () => {
    const { page } = board
    const worker = await machines.start({ name: 'argon', kind: 'forge' })
    await page.getByRole('button', { name: 'Add machine' }).first().click()
    await expect(address()).toBeFocused()
    await page.keyboard.type(worker.url.replace('http://', ''))
    await expect(sheet(page)).toContainText('Forge')
    await expect(sheet(page)).toContainText(/\d+ ms round trip · dreamshaper_8 is loaded/)
    expect(worker.calls().every(({ method }) => method === 'GET')).toBe(true)
    await photograph(page, 'workers-add-ok')
  })

  test.describe('what stands in the way is said in words, with the remedy', () => {
    const looks = async (url: string, words: readonly RegExp[]) => {
      await address().fill(url)
      for (const word of words) await expect(sheet(board.page)).toContainText(word)
    }

    test('a web server that is no sdwui', async () => {
      await looks(web.url, [/answers, but not as sdwui does/, /right address and port/])
    })

    test('a server that was started without --api', async () => {
      const { url } = await machines.start({ api: false })
      await looks(url, [/but without its API/, /Start it with --api \(and --listen\)/])
      await photograph(board.page, 'workers-add-no-api')
    })

    test('nobody at the port', async () => {
      const gone = await machines.start()
      await gone.stop()
      await looks(gone.url, [/Connection refused: nothing listens/, /with --listen/])
    })

    test('a name that nobody knows', async () => {
      await looks('http://nowhere.invalid:7860', [
        /The host name of nowhere\.invalid:7860 is unknown/,
        /Check the spelling/,
      ])
    })

    test('an address that is none', async () => {
      const remedy = /An address looks like http:/
      await looks('http://127.0.0.1:70000', [/This is not an address: http:\/\/127\.0\.0\.1:70000/, remedy])
      await looks('ftp://argon', [/http and https, not ftp/, remedy])
      await looks('my machine', [/cannot contain spaces/, remedy])
    })

    test('https where http is spoken', async () => {
      const { url } = await machines.start()
      await looks(url.replace('http:', 'https:'), [/does not speak https/, /Use http:\/\/ in its address/])
    })

    test('a password that is missing, then wrong, then right', async () => {
      const { url } = await machines.start({ name: 'vault', auth: AUTH })
      await looks(url, [/asks for a password/, /given to its --api-auth/])
      await expect(user()).toHaveAttribute('placeholder', 'needed')
      await user().fill(AUTH.user)
      await password().fill('wrong')
      await expect(sheet(board.page)).toContainText(/rejects this user name or password\. Enter the pair/)
      await photograph(board.page, 'workers-add-wrong-password')
      await password().fill(AUTH.password)
      await expect(sheet(board.page)).toContainText(/round trip/)
    })
  })

  test('adds it as it was typed, and it is ready at once', async () => {
    const { page } = board
    await sheet(page).getByLabel('Name', { exact: true }).fill('vault')
    await sheet(page).getByRole('radio', { name: 'Reserve' }).click()
    await sheet(page).getByRole('button', { name: 'Add machine' }).click()
    await expect(toast(page, 'Added vault')).toBeVisible()
    await expectLanes(page, { Reserve: ['vault'] })
    await expect(card(page, 'vault')).toContainText('Ready')
    expect((await workerNamed(page, 'vault')).hasPassword).toBe(true)
    expect((await workerNamed(page, 'vault')).config.url).not.toContain('@')
  })

  test('moves user and password from an address to their own fields', async () => {
    const { page } = board
    const { url } = await machines.start({ auth: AUTH })
    await page.getByRole('button', { name: 'Add machine' }).first().click()
    await address().fill(url.replace('//', `//${AUTH.user}:${encodeURIComponent(AUTH.password)}@`))
    await sheet(page).getByLabel('Name', { exact: true }).fill('cellar')
    await expect(sheet(page)).toContainText(/round trip/)
    await sheet(page).getByRole('button', { name: 'Add machine' }).click()
    const { config, hasPassword } = await workerNamed(page, 'cellar')
    expect(config).toMatchObject({ url, user: AUTH.user })
    expect(hasPassword).toBe(true)
  })

  test('adds one after the other, with the sign-in kept', async () => {
    const { page } = board
    const [one, other] = [await machines.start({ auth: AUTH }), await machines.start({ auth: AUTH })]
    await page.getByRole('button', { name: 'Add machine' }).first().click()
    await address().fill(one.url)
    await user().fill(AUTH.user)
    await password().fill(AUTH.password)
    await sheet(page).getByLabel('Name', { exact: true }).fill('rack-1')
    await sheet(page).getByRole('button', { name: 'Add another' }).click()
    await expect(toast(page, 'Added rack-1')).toBeVisible()
    await expect(address()).toBeFocused()
    await expect(address()).toHaveValue('')
    await expect(user()).toHaveValue(AUTH.user)
    await address().fill(other.url)
    await expect(sheet(page)).toContainText(/round trip/)
    await expect(sheet(page).getByLabel('Name', { exact: true })).toHaveValue(
      other.url.replace('http://', ''),
    )
    await sheet(page).getByLabel('Name', { exact: true }).fill('rack-2')
    await sheet(page).getByRole('button', { name: 'Add machine' }).click()
    await expect(sheet(page)).toBeHidden()
    expect((await workerNamed(page, 'rack-2')).hasPassword).toBe(true)
  })

  test('refuses an address that is there already, at its field', async () => {
    const { page } = board
    const { url } = (await workerNamed(page, 'vault')).config
    await page.getByRole('button', { name: 'Add machine' }).first().click()
    await address().fill(url)
    await sheet(page).getByRole('button', { name: 'Add machine' }).click()
    await expect(sheet(page).getByRole('alert').filter({ hasText: 'vault' })).toBeVisible()
    await expect(address()).toHaveAttribute('aria-invalid', 'true')
  })

  test('asks before what was typed is lost', async () => {
    const { page } = board
    await sheet(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(sheet(page)).toContainText('Your changes are not saved.')
    await sheet(page).getByRole('button', { name: 'Keep editing' }).click()
    await expect(address()).not.toHaveValue('')
    await page.keyboard.press('Escape')
    await sheet(page).getByRole('button', { name: 'Discard' }).click()
    await expect(sheet(page)).toHaveCount(0)
  })
})
