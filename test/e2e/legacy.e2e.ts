import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import {
  launchBrowser,
  openTab,
  picture,
  portalUrl,
  signIn,
  type Tab,
} from './browser';

/** The three screens in an app on the legacy frontend system. */
describe('on the legacy frontend system', () => {
  let browser: Browser;
  let tab: Tab;

  before(async () => {
    browser = await launchBrowser();
    tab = await openTab(browser);
    await signIn(tab.page, 'Seo Yuna');
  });

  after(async () => {
    await browser?.close();
  });

  it('renders the fleet page', async () => {
    const { page } = tab;
    await page.getByRole('heading', { name: 'EKS Pod Identity' }).waitFor();
    await page.getByText('Where the campaign stands').waitFor();
    await picture(page, 'legacy-fleet');
  });

  it('renders the card on an entity page', async () => {
    const { page } = tab;
    await page.goto(`${portalUrl()}/catalog/default/component/checkout`);
    await page.getByText('EKS Pod Identity').first().waitFor();
    await page.getByText('About').first().waitFor();
    await page.getByText('Action required').first().waitFor();
    // A card of the catalog that lacks something says so in its place, without throwing.
    assert.equal(await page.getByText(/^Error: /).count(), 0);
    await picture(page, 'legacy-card');
  });

  it('renders the tab of an entity, with its findings', async () => {
    const { page } = tab;
    await page.getByRole('tab', { name: 'Pod Identity' }).click();
    await page.getByText('AWS SDK version').first().waitFor();
    await picture(page, 'legacy-tab');
  });

  it('throws nothing in the page, and asks nothing beyond this machine', () => {
    assert.deepEqual(tab.faults, []);
    assert.deepEqual(tab.outside, []);
  });
});
