import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type Locator,
  type Page,
} from 'playwright-core';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run the walk by npm run e2e.`);
  }
  return value;
}

/** Where the portal is: http://localhost:7007. */
export const portalUrl = () => setting('E2E_BASE_URL');

/** Starts Chromium without what would call out. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: setting('E2E_CHROMIUM'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Names other than this machine's are not even looked up.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}

/** A tab with what went wrong in it. */
export interface Tab {
  page: Page;
  /** Errors that the page threw, and answers of 500 and more. */
  faults: string[];
  /** Addresses that the page asked for outside of this machine. */
  outside: string[];
}

/** A tab in a session of its own, so that several people can be signed in at once. */
export async function openTab(browser: Browser): Promise<Tab> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1440, height: 1000 },
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  const outside: string[] = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('response', response => {
    if (response.status() >= 500) {
      faults.push(`${response.status()} ${response.url()}`);
    }
  });
  page.on('request', request => {
    const { hostname, protocol } = new URL(request.url());
    const isOurs = hostname === 'localhost' || hostname === '127.0.0.1';
    if (/^(?:https?|wss?):$/.test(protocol) && !isOurs) {
      outside.push(request.url());
    }
  });
  return { page, faults, outside };
}

/** Signs in as a person of the sign-in page. @param name - as it is shown, or a part of it */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(portalUrl());
  await page
    .getByRole('button', { name: new RegExp(`Sign in as .*${name}`) })
    .click();
  await page.getByRole('link', { name: 'Pod Identity' }).first().waitFor();
}

/** The first place where a person reads this text; options of closed lists do not count. */
export function shown(within: Page | Locator, text: string | RegExp): Locator {
  return within
    .getByText(text, { exact: typeof text === 'string' })
    .filter({ visible: true })
    .first();
}

/** Keeps a picture of the page in the report folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = setting('E2E_REPORT');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
