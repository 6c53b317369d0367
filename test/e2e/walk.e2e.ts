import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import {
  launchBrowser,
  openTab,
  picture,
  portalUrl,
  shown,
  signIn,
  type Tab,
} from './browser';

const owner = 'Seo Yuna';
const approver = 'Park Jiwoo';
const serviceNotReady = 'checkout';
const serviceReady = 'cart';

/** The way of a service team to the move, and of the platform team to its approval. Each step goes on from the last. */
describe('from sign-in to an approved request', () => {
  let browser: Browser;
  let team: Tab;
  let platform: Tab;

  before(async () => {
    browser = await launchBrowser();
    team = await openTab(browser);
    platform = await openTab(browser);
  });

  after(async () => {
    await browser?.close();
  });

  const servicePage = (name: string) =>
    `${portalUrl()}/catalog/default/component/${name}/pod-identity`;

  it('offers people of several teams to sign in as', async () => {
    const { page } = team;
    await page.goto(portalUrl());
    const people = page.getByRole('button', { name: /Sign in as/ });
    await people.first().waitFor();
    assert.equal(await people.count(), 3);
    await picture(page, '1-sign-in');
  });

  it('leads to the fleet page, with numbers of the whole account', async () => {
    const { page } = team;
    await signIn(page, owner);
    await page.getByRole('link', { name: 'Pod Identity' }).first().click();
    await page.getByRole('heading', { name: 'EKS Pod Identity' }).waitFor();
    await shown(page, 'Where the campaign stands').waitFor();
    await shown(page, 'Time bombs').waitFor();
    await picture(page, '2-fleet');
  });

  it('lists the services, and leads to one that is not ready', async () => {
    const { page } = team;
    await page.getByRole('tab', { name: 'Services' }).click();
    const link = page.getByRole('link', { name: 'Checkout', exact: true });
    await link.waitFor();
    await picture(page, '3-services');
    await page.goto(servicePage(serviceNotReady));
    await shown(page, 'Action required').waitFor();
  });

  it('shows the proof: which SDK, in which file, and what to do', async () => {
    const { page } = team;
    await shown(page, 'AWS SDK version').waitFor();
    await page
      .getByText(/2\.20\.26/)
      .first()
      .waitFor();
    await page
      .getByText(/pom\.xml/)
      .first()
      .waitFor();
    await page
      .getByText(/2\.21\.30/)
      .first()
      .waitFor();
    await picture(page, '4-not-ready');
  });

  it('shows a ready service of the team, with the button', async () => {
    const { page } = team;
    await page.goto(servicePage(serviceReady));
    await shown(page, 'Ready').waitFor();
    await page
      .getByRole('button', { name: /Request the move/ })
      .first()
      .waitFor();
    await picture(page, '5-ready');
  });

  it('sends a request with its plan and a reason', async () => {
    const { page } = team;
    await page
      .getByRole('button', { name: /Request the move/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('list', { name: 'Plan' }).waitFor();
    await dialog.getByLabel(/Reason/).fill('Before the November sale, please.');
    await picture(page, '6-request');
    await dialog.getByRole('button', { name: 'Send the request' }).click();
    await dialog.getByText(/The request was sent/).waitFor();
  });

  it('does not let the team approve its own request', async () => {
    const { page } = team;
    await page.goto(`${portalUrl()}/eks-pod-identity/requests`);
    await shown(page, 'Waiting for approval').waitFor();
    assert.equal(
      await page.getByRole('button', { name: /^Approve/ }).count(),
      0,
    );
  });

  it('shows the request to the platform team, which approves it', async () => {
    const { page } = platform;
    await signIn(page, approver);
    await page.goto(`${portalUrl()}/eks-pod-identity/requests`);
    await shown(page, 'Waiting for approval').waitFor();
    await page
      .getByRole('link', { name: new RegExp(`orders/${serviceReady}`) })
      .first()
      .click();
    await shown(page, 'Before the November sale, please.').waitFor();
    await picture(page, '7-to-decide');
    await page.getByRole('button', { name: 'Approve' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await shown(page, 'Approved').waitFor();
    await picture(page, '8-approved');
  });

  it('tells the team that it is approved', async () => {
    const { page } = team;
    await page.goto(servicePage(serviceReady));
    await shown(page, 'Approved').waitFor();
  });

  it('explains the 403 of the platform team', async () => {
    const { page } = platform;
    await page.goto(`${portalUrl()}/eks-pod-identity/diagnosis`);
    await page
      .getByRole('textbox')
      .first()
      .fill(
        'Error: updating EKS Add-On (prod-seoul:aws-ebs-csi-driver): operation error EKS: UpdateAddon, https response error StatusCode: 403, RequestID: 5b1d9a4e-2f0e-4a57-9b0c-1f6d6f0c2a11, api error AccessDeniedException: Cross-account pass role is not allowed.',
      );
    await page
      .getByRole('button', { name: /Explain|Diagnose/ })
      .first()
      .click();
    await shown(page, /empty/i).waitFor();
    await picture(page, '9-diagnosis');
  });

  it('speaks Korean when asked to', async () => {
    const { page } = await openTab(browser);
    await page.goto(portalUrl());
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('heading', { name: '누구로 로그인할까요?' }).waitFor();
    await page.getByRole('button', { name: /Seo Yuna.*로그인/ }).click();
    await page.goto(`${portalUrl()}/eks-pod-identity`);
    await page
      .getByText(/[가-힣]{2,}/)
      .first()
      .waitFor();
    await picture(page, '10-korean');
    await page.context().close();
  });

  it('throws nothing in the page, and asks nothing beyond this machine', () => {
    const tabs = [team, platform];
    assert.deepEqual(
      tabs.flatMap(({ faults }) => faults),
      [],
    );
    assert.deepEqual(
      tabs.flatMap(({ outside }) => outside),
      [],
    );
  });
});
