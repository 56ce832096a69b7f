import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { aBrowser } from '../fixtures/browser.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerAt, aDeskOf, type ChatPerson, type DeskPerson, type Person } from './people.ts';

/** Told in order, by clicking what a person clicks; each chapter goes on where the one before ended. */
describe('the story in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let app: RunningApp;
  let mara: ChatPerson;
  let theo: ChatPerson | undefined;
  let [priya, owen, grace]: DeskPerson[] = [];

  const everybody = (): Person[] => [mara, theo, priya, owen, grace].filter((one) => one !== undefined);
  const theCase = async () => (await app.database.tables.cases.first({ number: 'C-1042' }))!;

  before(async function () {
    try {
      browser = await aBrowser();
    } catch (error) {
      console.info(`      left out: Chromium cannot start here (${String(error).split('\n')[0]})`);
      this.skip();
    }
    app = await aRunningApp();
    [mara, priya, owen, grace] = await Promise.all([
      aCustomerAt(browser, app.url, 'customer-mara-weber'),
      aDeskOf(browser, app.url, 'agent'),
      aDeskOf(browser, app.url, 'technician-01'),
      aDeskOf(browser, app.url, 'supervisor'),
    ]);
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const folder = await mkdtemp(join(tmpdir(), 'fieldline-story-'));
    for (const [at, { page }] of everybody().entries())
      await page.screenshot({ path: join(folder, `${at}.png`), fullPage: true });
    console.info(`      what each page showed: ${folder}`);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('a customer writes, reads an article, and gets a case when it does not help', async () => {
    await mara.sees(/Hello Mara Weber/);
    await mara.says('the AC on floor 3 is leaking again');
    await mara.sees(/Source: Air conditioning is leaking/);
    await mara.taps('No, still there');
    await mara.sees(/I have opened case C-1042/);
    assert.equal((await theCase()).state, 'active');
  });

  it('an agent accepts it and answers, and they talk', async () => {
    await priya!.presses('Accept', /New case C-1042/);
    await mara.sees(/Priya Nair has joined/);
    await priya!.says('Good morning, is it still dripping?');
    await mara.sees('Good morning, is it still dripping?');
    await mara.says('Yes, onto my desk');
    await priya!.sees(/C-1042 · Mara Weber: Yes, onto my desk/);
    assert.equal((await theCase()).ownerId, 'agent-01');
  });

  it('she dispatches a technician, who drives, arrives and finishes', async () => {
    await priya!.presses('Dispatch a technician', /^.*C-1042/s);
    await priya!.presses('Find times', /C-1042/, { 'What is needed': 'Leak at the ceiling unit' });
    await priya!.presses('Book', /Times for W-2077/);
    await mara.sees(/Owen Prosser will be with you/);
    await owen!.presses('Travel', /Visit W-2077/);
    await mara.sees(/Owen Prosser is on the way/);
    await owen!.presses('Arrived', /Visit W-2077/);
    await owen!.presses('Complete', /Visit W-2077/);
    await owen!.presses('Complete the visit', /Visit W-2077/, { 'What was done': 'Pump replaced.' });
    await mara.sees(/Owen Prosser has finished the work/);
    await priya!.sees(/has finished W-2077/);
    const order = await app.database.tables.workOrders.first({ number: 'W-2077' });
    assert.equal(order?.state, 'completed');
  });

  it('she resolves the case, and the customer gives five stars with one tap', async () => {
    await priya!.presses('Resolve', /C-1042/);
    await priya!.presses('Resolve the case', /C-1042/, { 'What solved it': 'The pump was replaced.' });
    await mara.sees(/Case C-1042 is done: The pump was replaced/);
    await mara.taps('5');
    await mara.sees(/Thank you for the 5 out of 5/);
    await priya!.sees(/5 of 5/);
    assert.equal((await theCase()).satisfaction, 5);
  });

  it('a supervisor approves the escalation of a case that waits too long', async () => {
    theo = await aCustomerAt(browser, app.url, 'customer-theo-baines');
    await theo.says('I want to talk to a person: there is a draught in meeting room 4');
    await theo.sees(/I have opened case C-1043/);
    await priya!.presses('Accept', /New case C-1043/);
    await theo.sees(/Priya Nair has joined/);
    await app.advance('PT61M');
    await grace!.presses('Approve', /First response overdue: C-1043/);
    await grace!.presses('Hand it to a senior', /First response overdue: C-1043/);
    await grace!.sees(/Approved by Grace Whitfield/);
    await theo.sees(/(Elena Kovac|Tom Ashworth) has joined/);
    assert.equal((await app.database.tables.cases.first({ number: 'C-1043' }))?.priority, 'high');
  });

  it('and no page asked another host, threw or broke its own rules', () => {
    assert.deepEqual(
      everybody().flatMap(({ faults }) => faults),
      [],
    );
  });
});
