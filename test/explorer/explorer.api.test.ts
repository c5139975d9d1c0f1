import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'puppeteer-core'
import { PUBLIC_CALLER } from '../../src/access/caller.js'
import type { StoredOperation } from '../../src/api/operations.js'
import { SampleApp } from '../web/sample-app.js'
import { browserNote, hasBrowser, launchBrowser, openPage } from './browser.js'

const FIRST: StoredOperation = {
  name: 'all-things',
  title: 'All things',
  audience: 'portal',
  document:
    '# All things\nquery AllThings($first: Int!) {\n  things(first: $first) {\n    totalCount\n  }\n}',
  variables: { first: 10 },
}
const SECOND: StoredOperation = {
  name: 'one-thing',
  title: 'One thing by its code',
  audience: 'integrator',
  document: 'query OneThing($code: String!) {\n  thing(code: $code) {\n    code\n  }\n}',
  variables: { code: 'one' },
}

/** What each request said of its caller. */
const heard: (string | undefined)[] = []
let sample: SampleApp
beforeAll(async () => {
  const authenticate = async (authorization: string | undefined) => {
    heard.push(authorization)
    return PUBLIC_CALLER
  }
  sample = await SampleApp.start({ operations: [FIRST, SECOND], authenticate })
})
afterAll(() => sample.app.close())

describe('the files of the page', () => {
  test('carry the policy, and are not sent again unchanged', async () => {
    const page = await fetch(`${sample.url}/`)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-")
    expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    const again = await fetch(`${sample.url}/`, {
      headers: { 'if-none-match': page.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  test('are all there, and nothing is asked of others', async () => {
    const html = await (await fetch(`${sample.url}/`)).text()
    const links = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, link]) => link ?? '')
    expect(links.length).toBeGreaterThan(6)
    for (const link of links) {
      expect(link).toMatch(/^\//)
      expect((await fetch(`${sample.url}${link}`)).status).toBe(200)
    }
    expect(html).toMatch(/<html lang="en">[\s\S]*<title>.+<\/title>/)
  })

  test('tell the stored operations', async () => {
    expect(await sample.send({ method: 'GET' }, '/explorer/operations.json')).toMatchObject({
      body: [FIRST, SECOND],
    })
  })
})

const describeInBrowser = hasBrowser ? describe : describe.skip
describeInBrowser(`the page ${browserNote}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  const editor = (page: Page, name: string): Promise<string> =>
    page.$eval(`.graphiql-editor[aria-label="${name}"], [aria-label="${name}"] .CodeMirror`, (element) => {
      const root = element.querySelector('.CodeMirror') ?? element
      return (root as Element & { CodeMirror: { getValue(): string } }).CodeMirror.getValue()
    })
  const waitForAnswer = (page: Page, text: string) =>
    page.waitForFunction(
      (wanted) => document.querySelector('.result-window')?.textContent.includes(wanted),
      {},
      text,
    )
  const current = (page: Page): Promise<string | null> =>
    page.$eval('#questions [aria-current]', (link) => link.textContent)

  test('opens with a question that is ready to run', async () => {
    const { page, problems } = await openPage(browser, sample.url)
    expect(await page.title()).toBe('All things · Programme graph')
    expect(await current(page)).toBe('All things')
    await page.click('.graphiql-execute-button')
    await waitForAnswer(page, '"totalCount": 1')
    expect(problems).toEqual([])
    await page.close()
  })

  test('lists the questions by who asks them; one picked fills the editor and runs, all by keyboard', async () => {
    const { page, problems } = await openPage(browser, sample.url)
    const headings = await page.$$eval('#questions h2', (all) => all.map(({ textContent }) => textContent))
    expect(headings).toEqual(['For a portal', 'For an integrator'])

    await page.focus('#questions a[href="#one-thing"]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#questions a[href="#one-thing"][aria-current]')
    expect(await page.title()).toBe('One thing by its code · Programme graph')
    expect(await editor(page, 'Query Editor')).toBe(SECOND.document)
    expect(await editor(page, 'Variables')).toBe('{\n  "code": "one"\n}')

    await page.focus('.graphiql-query-editor textarea')
    await page.keyboard.down('Control')
    await page.keyboard.press('Enter')
    await page.keyboard.up('Control')
    await waitForAnswer(page, '"code": "one"')
    expect(problems).toEqual([])
    await page.close()
  })

  test('sends the header Authorization that stands in its editor of headers, and keeps it nowhere', async () => {
    const { page, problems } = await openPage(browser, sample.url)
    await page.$$eval('.graphiql-editor-tools button', (buttons) =>
      buttons.find(({ textContent }) => textContent === 'Headers')?.click(),
    )
    await page.$eval('.graphiql-editor-tool .graphiql-editor:not(.hidden) .CodeMirror', (element) => {
      const { CodeMirror } = element as Element & { CodeMirror: { setValue(text: string): void } }
      CodeMirror.setValue('{"Authorization": "Bearer a-token"}')
    })
    heard.length = 0
    await page.click('.graphiql-execute-button')
    await waitForAnswer(page, '"totalCount": 1')
    expect(heard).toEqual(['Bearer a-token'])
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('a-token')
    expect(problems).toEqual([])
    await page.close()
  })

  test('runs what was picked only a moment ago', async () => {
    const { page } = await openPage(browser, sample.url)
    await page.evaluate(() => {
      const run = (): void => document.querySelector<HTMLElement>('.graphiql-execute-button')?.click()
      addEventListener('hashchange', run, { once: true })
      document.querySelector<HTMLElement>('#questions a[href="#one-thing"]')?.click()
    })
    await waitForAnswer(page, '"code": "one"')
    await page.close()
  })

  test('opens with the question in its address', async () => {
    const { page } = await openPage(browser, sample.url, { hash: '#one-thing' })
    expect(await current(page)).toBe('One thing by its code')
    expect(await editor(page, 'Query Editor')).toBe(SECOND.document)
    await page.close()
  })

  test('lets the keyboard out of every editor', async () => {
    const { page } = await openPage(browser, sample.url)
    const before = await editor(page, 'Query Editor')
    for (const key of ['Tab', 'Shift+Tab']) {
      await page.focus('.graphiql-query-editor textarea')
      if (key === 'Shift+Tab') await page.keyboard.down('Shift')
      await page.keyboard.press('Tab')
      await page.keyboard.up('Shift')
      const stayed = await page.evaluate(
        () => document.activeElement?.closest('.graphiql-query-editor .CodeMirror') !== null,
      )
      expect([key, stayed]).toEqual([key, false])
    }
    expect(await editor(page, 'Query Editor')).toBe(before)
    await page.close()
  })

  test('names every control', async () => {
    const { page } = await openPage(browser, sample.url)
    const unnamed = await page.$$eval('a, button, input, textarea', (controls) =>
      controls
        .filter((control) => !(control.getAttribute('aria-label') ?? control.textContent.trim()))
        .map(({ outerHTML }) => outerHTML),
    )
    expect(unnamed).toEqual([])
    await page.close()
  })

  test('opens its dialogs and the documentation without breaking its own policy', async () => {
    const { page, problems } = await openPage(browser, sample.url)
    for (const name of ['Open settings dialog', 'Open short keys dialog']) {
      await page.click(`button[aria-label="${name}"]`)
      await page.waitForSelector('[role="dialog"]')
      await page.keyboard.press('Escape')
      await page.waitForSelector('[role="dialog"]', { hidden: true })
    }
    await page.click('button[aria-label="Show Documentation Explorer"]')
    await page.waitForSelector('.graphiql-doc-explorer')
    expect(problems).toEqual([])
    await page.close()
  })

  test.each(['light', 'dark'] as const)('follows the %s theme of its reader', async (theme) => {
    const { page } = await openPage(browser, sample.url, { theme })
    const brightness = await page.evaluate(() => {
      const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? []
      return red > 128 ? 'light' : 'dark'
    })
    expect(brightness).toBe(theme)
    await page.close()
  })
})
