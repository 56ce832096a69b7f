import assert from 'node:assert/strict';
import type { Activity, Message } from 'botframework-directlinejs';
import { buttonsOf } from '../../fixtures/cards.ts';
import { aClient } from '../../fixtures/direct-line-client.ts';
import type { RunningApp } from '../../fixtures/running-app.ts';

/** A customer in web chat, with the real client of Direct Line. */
export interface CustomerChat {
  readonly conversationId: string;
  /** Types a line; resolves when it was acknowledged. */
  says(text: string): Promise<void>;
  /** Asks for a person at once; answers the number of the case that was opened. */
  reports(problem: string): Promise<string>;
  /** Begins to write. */
  types(): Promise<void>;
  /** Waits until the page shows that somebody of us is writing. */
  seesTyping(): Promise<string>;
  /** Waits for a message from our side that fits and was not heard of before; earlier ones count as read. */
  hears(words: RegExp): Promise<Heard>;
  /** Taps one of the answers that the newest question offers. */
  taps(title: string): Promise<void>;
  /** Taps a number of the rating card. */
  rates(rating: number): Promise<void>;
  /** Sends files with a line. */
  sends(
    text: string,
    file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> },
  ): Promise<void>;
  /** Everything our side said so far. */
  heard(): string[];
  leaves(): void;
}

export interface Heard {
  readonly text: string;
  readonly from: string;
  readonly card: object | null;
  readonly files: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly contentUrl: string;
  }[];
}

type Said = Message & {
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: unknown }[];
  };
};

/** Opens `/chat` as a customer of the demo company, or as a visitor nobody knows. */
export async function aCustomerChat(app: RunningApp, customerId: string | null): Promise<CustomerChat> {
  const answer = await fetch(`${app.url}/api/web-chat/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(customerId ? { user: { id: customerId } } : {}),
  });
  assert.equal(answer.status, 200);
  const { token, conversationId, user } = (await answer.json()) as {
    token: string;
    conversationId: string;
    user: { id: string; name: string | null };
  };
  const client = aClient(app.url, { token });
  const from = { id: user.id, ...(user.name && { name: user.name }) };
  let read = 0;

  const isTheirs = (activity: Activity): activity is Said =>
    activity.type === 'message' && activity.from.role === 'bot';
  const theirs = () => client.heard.filter(isTheirs);
  /** A person takes some seconds before each line; the product's clock says so, and Teams' limits see no burst. */
  const post = async (activity: object) => {
    await app.database.clock.advance(3_000);
    await client.post({ type: 'message', from, locale: 'en-GB', ...activity });
  };

  const customer: CustomerChat = {
    conversationId,
    says: (text) => post({ text }),
    reports: async (problem) => {
      await customer.says(`I want to talk to a person: ${problem}`);
      const { text } = await customer.hears(/I have opened case C-\d+|Ich habe den Fall C-\d+/);
      return /C-\d+/.exec(text)![0];
    },
    types: async () => void (await client.post({ type: 'typing', from })),
    seesTyping: async () => {
      const typing = await client.until(
        (activity) => activity.type === 'typing' && activity.from.id !== user.id,
      );
      return typing.from.name ?? '';
    },
    hears: async (words) => {
      const fits = (said: Said, at: number) => at >= read && words.test(said.text ?? '');
      await client
        .until(() => theirs().some(fits))
        .catch(() =>
          assert.fail(`${words} was not heard; after what was read came ${JSON.stringify(unread())}`),
        );
      const at = theirs().findIndex(fits);
      read = at + 1;
      return heardOf(theirs()[at]!);
    },
    taps: async (title) => {
      const actions = theirs().at(-1)?.suggestedActions?.actions ?? [];
      const action = actions.find((one) => one.title === title);
      assert.ok(
        action,
        `there is no "${title}" to tap, only ${JSON.stringify(actions.map((one) => one.title))}`,
      );
      await post({ text: String(action.value), textFormat: 'plain' });
    },
    rates: async (rating) => {
      const card = theirs().findLast(
        (said) => heardOf(said).card && buttonsOf(heardOf(said).card!).length === 5,
      );
      assert.ok(card, 'there is no rating card');
      const button = buttonsOf(heardOf(card).card!).find(({ title }) => title === String(rating));
      await post({ value: button!.data, channelData: { postBack: true } });
    },
    sends: async (text, { name, type, bytes }) => {
      const contentUrl = URL.createObjectURL(new Blob([bytes], { type }));
      await post({ text, attachments: [{ name, contentType: type, contentUrl }] });
    },
    heard: () => theirs().map(({ text }) => text ?? ''),
    leaves: () => client.end(),
  };
  return customer;

  function unread(): string[] {
    return theirs()
      .slice(read)
      .map(({ text }) => text ?? '');
  }
}

function heardOf(said: Said): Heard {
  const attachments = (said.attachments ?? []) as {
    contentType: string;
    content?: object;
    name?: string;
    contentUrl?: string;
  }[];
  return {
    text: said.text ?? '',
    from: said.from.name ?? '',
    card: attachments.find(({ contentType }) => contentType.includes('card.adaptive'))?.content ?? null,
    files: attachments.flatMap(({ contentType, name, contentUrl }) =>
      contentUrl ? [{ contentType, name: name ?? '', contentUrl }] : [],
    ),
  };
}
