import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { aBrowser, aPage, watched } from '../fixtures/browser.ts';
import { aWebChatServer, type WebChatServer } from '../fixtures/web-chat-server.ts';

const personas = {
  value: [
    { id: 'mara', name: 'Mara Weber', role: 'customer' },
    { id: 'ben', name: 'Ben', role: 'agent' },
  ],
};
const article = {
  card: 'article',
  articleId: 'K-1',
  articleVersion: '2.1',
  title: 'A drip',
  passage: 'Switch it off.',
} as const;
const choices = ['Yes, solved', 'No, still there'].map((title) => ({ title, value: title }));

describe('the chat page', function () {
  this.timeout(40_000);
  let browser: Browser;
  let server: WebChatServer;

  before(async () => {
    [browser, server] = await Promise.all([aBrowser(), aWebChatServer()]);
  });
  after(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const open = async (page: Page, path = '/chat') => {
    await page.route('**/api/demo/personas', (route) => route.fulfill({ json: personas }));
    await page.goto(server.url + path);
    await page.locator('#state[data-state=online]').waitFor();
    await page.locator('#cover').waitFor({ state: 'hidden' });
  };
  const conversationOf = async (page: Page) => {
    const [token] = await page.evaluate(() =>
      Object.entries(localStorage).flatMap(([key, value]) =>
        key.startsWith('fieldline.chat') ? [value] : [],
      ),
    );
    return JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString('utf8'))
      .conversationId as string;
  };
  const write = async (page: Page, text: string) => {
    await page.getByPlaceholder('Write a message').fill(text);
    await page.getByPlaceholder('Write a message').press('Enter');
  };
  const shown = (page: Page): Locator => page.locator('.webchat__basic-transcript__scrollable');
  const see = (page: Page, text: string) => shown(page).getByText(text, { exact: true }).first().waitFor();
  /** What arrives at the inbox within 2 s, until there are so many. */
  const arrivals = async (count: number) => {
    const arrived: Readonly<Record<string, unknown>>[] = [];
    for (let tries = 0; tries < 100 && arrived.length < count; tries++) {
      arrived.push(...(await server.arrivals()).map(({ activity }) => activity));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return arrived;
  };
  const assertNoFaults = (faults: readonly string[]) => assert.deepEqual(faults, []);

  it('carries a whole talk, with cards, buttons, people and files, and asks no other host', async () => {
    const { page, faults } = await aPage(browser, server.url);
    await open(page);
    const id = await conversationOf(page);
    await server.arrivals();
    await write(page, 'the AC on floor 3 is leaking again');
    await see(page, 'the AC on floor 3 is leaking again');
    await server.say(id, { text: 'This may help:', customerCard: article });
    await server.say(id, { text: 'Did that solve it?', customerCard: { card: 'choices', choices } });
    await see(page, 'Source: A drip, version 2.1');
    await page.getByRole('toolbar').getByRole('button', { name: 'No, still there' }).click();
    await see(page, 'No, still there');
    await server.say(id, {
      text: 'One <b>moment</b>, see https://example.org/help.',
      from: { id: 'ben', name: 'Ben Ode' },
    });
    await page.locator('.talk__speaker', { hasText: 'Ben Ode' }).waitFor();
    const link = shown(page).getByRole('link', { name: 'https://example.org/help' });
    assert.equal(await link.getAttribute('href'), 'https://example.org/help');
    await shown(page).getByText('One <b>moment</b>').first().waitFor();
    const photo = await readFile(new URL('../../appPackage/color.png', import.meta.url));
    await page.setInputFiles('input[type=file]', { name: 'unit.png', mimeType: 'image/png', buffer: photo });
    await shown(page).locator('img[src*="/v3/directline/attachments/"]').waitFor();
    await server.say(id, {
      text: 'How was it?',
      customerCard: { card: 'rating', caseId: 'case-1', caseNumber: 'C-1042' },
    });
    await shown(page).getByRole('button', { name: '5', exact: true }).last().click();
    await page.locator('.ac-pushButton[aria-pressed=true]').waitFor();
    const arrived = (await arrivals(4)).map(({ text, value, attachments }) => text ?? value ?? attachments);
    const [said, tapped, files, rated] = arrived;
    assert.deepEqual([said, tapped], ['the AC on floor 3 is leaking again', 'No, still there']);
    assert.equal((files as { contentType: string }[])[0]?.contentType, 'image/png');
    assert.deepEqual(rated, { verb: 'case.rate', caseId: 'case-1', rating: 5 });
    assertNoFaults(faults);
    await page.context().close();
  });

  it('goes on with the same conversation after a reload, and begins a new one when asked', async () => {
    const { page, faults } = await aPage(browser, server.url);
    await open(page);
    const id = await conversationOf(page);
    await write(page, 'remember me');
    await see(page, 'remember me');
    await page.reload();
    await see(page, 'remember me');
    assert.equal(await conversationOf(page), id);
    await page.getByRole('button', { name: 'Start a new chat' }).click();
    await page.waitForLoadState();
    await page.locator('#state[data-state=online]').waitFor();
    assert.notEqual(await conversationOf(page), id);
    assertNoFaults(faults);
    await page.context().close();
  });

  it('writes as the customer chosen in the demo, or as nobody known', async () => {
    const { page } = await aPage(browser, server.url);
    await open(page);
    const writers = async () =>
      (await arrivals(2)).map(({ channelData }) => (channelData as { customer: unknown }).customer);
    assert.equal(await page.getByLabel('writing as').inputValue(), 'mara');
    await write(page, 'from Mara');
    await see(page, 'from Mara');
    assert.deepEqual((await writers()).at(-1), {
      externalId: 'mara',
      name: 'Mara Weber',
    });
    await page.getByLabel('writing as').selectOption('visitor');
    await page.waitForURL(/as=visitor/);
    await page.locator('#state[data-state=online]').waitFor();
    await page.locator('#cover').waitFor({ state: 'hidden' });
    await write(page, 'from nobody');
    await see(page, 'from nobody');
    assert.deepEqual((await writers()).at(-1), {
      externalId: null,
      name: null,
    });
    await page.context().close();
  });

  it('says that the connection is lost, comes back by itself and misses nothing', async () => {
    const { page, faults } = await aPage(browser, server.url);
    await open(page);
    const id = await conversationOf(page);
    await server.stop();
    await page.locator('#state[data-state=away]').waitFor();
    await page.getByText('The connection is lost.').waitFor();
    await server.start();
    await server.say(id, { text: 'We are back.' });
    await see(page, 'We are back.');
    await page.locator('#state[data-state=online]').waitFor();
    assert.equal(await page.locator('#banner').isVisible(), false);
    assertNoFaults(faults);
    await page.context().close();
  });

  it('says so when it cannot begin at all, and tries again', async () => {
    const { page } = await aPage(browser, server.url);
    await page.route('**/api/web-chat/token', (route) => route.abort());
    await page.goto(`${server.url}/chat?as=visitor`);
    await page.getByText('We cannot be reached right now').waitFor();
    await page.unroute('**/api/web-chat/token');
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.locator('#cover').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('#state').textContent(), 'Online');
    await page.context().close();
  });

  it('talks in one window at a time', async () => {
    const { page } = await aPage(browser, server.url);
    await open(page);
    const { page: second } = watched(await page.context().newPage(), server.url);
    await second.route('**/api/demo/personas', (route) => route.fulfill({ json: personas }));
    await second.goto(`${server.url}/chat`);
    await second.getByText('This chat is open in another window').waitFor();
    await second.getByRole('button', { name: 'Go on here' }).click();
    await second.locator('#cover').waitFor({ state: 'hidden' });
    await page.getByText('This chat is open in another window').waitFor();
    await write(second, 'from the second window');
    await see(second, 'from the second window');
    assert.equal(await page.locator('#cover').isVisible(), true);
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`is readable by contrast AA in ${colorScheme} colours, on a phone too`, async () => {
      const viewport = { width: 360, height: 640 };
      const { page } = await aPage(browser, server.url, { colorScheme, viewport });
      await open(page);
      const id = await conversationOf(page);
      await write(page, 'mine');
      await server.say(id, { text: 'This may help:', customerCard: article });
      await server.say(id, { text: 'So?', customerCard: { card: 'choices', choices } });
      await server.say(id, {
        text: 'And?',
        from: { id: 'ben', name: 'Ben Ode' },
        customerCard: { card: 'rating', caseId: 'c', caseNumber: 'C-1' },
      });
      await see(page, 'And?');
      const poor = await page.evaluate(poorContrasts);
      assert.deepEqual(poor, []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= viewport.width, `${wide} px wide`);
      await page.context().close();
    });
});

/** Runs in the page: every visible text whose colour stands out from its ground by less than 4.5 to 1 (WCAG 2.2, 1.4.3). */
function poorContrasts(): string[] {
  const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (value: number) =>
    value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([red = 0, green = 0, blue = 0]: number[]) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const groundOf = (from: Element | null): number[] => {
    for (let at = from; at; at = at.parentElement) {
      const ground = parse(getComputedStyle(at).backgroundColor);
      if (ground.length === 3 || (ground[3] ?? 0) === 1) return ground;
    }
    return [255, 255, 255];
  };
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement!;
    const { width, height } = parent.getBoundingClientRect();
    if (
      !node.textContent?.trim() ||
      width < 4 ||
      height < 4 ||
      parent.closest('script, style, noscript, [hidden], [class*=live-region]')
    )
      continue;
    const ink = luminance(parse(getComputedStyle(parent).color));
    const ground = luminance(groundOf(parent));
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (ratio < 4.5) found.push(`${node.textContent.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return found;
}
