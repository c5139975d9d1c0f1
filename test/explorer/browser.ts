/// <reference lib="dom" />
import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** False where the tests of the page cannot run; the reason is then the name of what is skipped. */
export const hasBrowser = existsSync(executablePath)
export const browserNote = hasBrowser
  ? 'in a browser'
  : `NOT RUN: no Chromium at ${executablePath} (set CHROMIUM_PATH)`

export function launchBrowser(): Promise<Browser> {
  return puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** A page, and everything that went wrong in it or was loaded from elsewhere. */
export interface WatchedPage {
  readonly page: Page
  readonly problems: string[]
}

interface PageOptions {
  readonly theme?: 'light' | 'dark'
  readonly hash?: string
}

/** Each page in a window of its own, which remembers nothing of the others. */
export async function openPage(
  browser: Browser,
  url: string,
  options: PageOptions = {},
): Promise<WatchedPage> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`script: ${String(error)}`))
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      problems.push(`elsewhere: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`)
  })
  await page.evaluateOnNewDocument(() => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        reportError(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`)
      },
    )
  })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: options.theme ?? 'light' }])
  await page.setViewport({ width: 1400, height: 900 })
  await page.goto(`${url}/${options.hash ?? ''}`, { waitUntil: 'networkidle0' })
  return { page, problems }
}
