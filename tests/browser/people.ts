import type { Browser, Locator, Page } from 'playwright-core';
import { aPage } from '../fixtures/browser.ts';

/** Somebody in front of a browser window. */
export interface Person {
  readonly page: Page;
  /** What must not happen on a page: requests to other hosts, script errors, broken content rules. */
  readonly faults: readonly string[];
  /** Waits until the page shows words. */
  sees(words: string | RegExp): Promise<void>;
  /** Types into the line at the foot of the page and sends it. */
  says(text: string): Promise<void>;
}

/** A member of staff at `/desk`, where Teams' cards stand in a plain page. */
export interface DeskPerson extends Person {
  /** Presses a button of the newest card that says `on` and has it; fills fields of the form it stands in before. */
  presses(button: string, on: RegExp, filled?: Readonly<Record<string, string>>): Promise<void>;
}

/** A customer at `/chat`, in Web Chat. */
export interface ChatPerson extends Person {
  /** Taps an answer or a number that is offered. */
  taps(title: string): Promise<void>;
}

/** Opens `/chat` as a customer of the demo company. */
export async function aCustomerAt(browser: Browser, url: string, customerId: string): Promise<ChatPerson> {
  const { page, faults } = await aPage(browser, url);
  await page.goto(`${url}/chat?as=${customerId}`);
  await page.locator('#state[data-state=online]').waitFor();
  const line = page.getByPlaceholder('Write a message');
  return {
    page,
    faults,
    sees: (words) => page.locator('#talk').getByText(words).first().waitFor(),
    says: async (text) => {
      await line.fill(text);
      await line.press('Enter');
    },
    taps: (title) => page.getByRole('button', { name: title, exact: true }).last().click(),
  };
}

/** Opens `/desk` as somebody who works at the demo company. */
export async function aDeskOf(browser: Browser, url: string, persona: string): Promise<DeskPerson> {
  const { page, faults } = await aPage(browser, url, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}/desk?as=${persona}`);
  const thread = page.getByRole('list', { name: 'Messages' });
  const line = page.getByLabel('Write to Fieldline');
  await line.waitFor();
  const cardWith = (button: Locator, on: RegExp): Locator =>
    thread.getByRole('listitem').filter({ hasText: on }).filter({ has: button }).last();
  return {
    page,
    faults,
    sees: (words) => thread.getByText(words).last().waitFor(),
    says: async (text) => {
      await line.fill(text);
      await line.press('Enter');
    },
    presses: async (title, on, filled = {}) => {
      const button = page.getByRole('button', { name: title, exact: true });
      const card = cardWith(button, on);
      for (const [label, text] of Object.entries(filled)) await card.getByLabel(label).fill(text);
      await card.getByRole('button', { name: title, exact: true }).first().click();
    },
  };
}
