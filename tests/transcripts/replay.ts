import { readFile } from 'node:fs/promises';
import { type Activity, ActivityTypes, TestAdapter } from 'botbuilder';
import { customerTurns } from '../../bot/customer.ts';
import { know } from '../fixtures/desk.ts';
import type { Memory } from '../fixtures/memory.ts';

/** One line of a transcript: who speaks, and what is said. A `*` in a bot's line stands for anything. */
export interface Line {
  readonly who: 'user' | 'bot';
  readonly text: string;
}

/** Reads a `.chat` file: `user:` and `bot:` lines, `//` comments, `name=value` headers, empty lines between. */
export function parseChat(source: string): { headers: Record<string, string>; lines: Line[] } {
  const headers: Record<string, string> = {};
  const lines: Line[] = [];
  for (const [at, raw] of source.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('//')) continue;
    const said = /^(user|bot):\s*(.*)$/.exec(line);
    const header = /^(\w+)=(.*)$/.exec(line);
    if (said) lines.push({ who: said[1] as Line['who'], text: said[2]! });
    else if (header) headers[header[1]!] = header[2]!;
    else throw new Error(`line ${at + 1} is neither "user:", "bot:" nor a header: ${line}`);
  }
  return { headers, lines };
}

/** Plays a transcript through botbuilder's TestAdapter and the real turn logic; each bot line must be what is said next. */
export async function replay(path: URL, desk: Memory): Promise<void> {
  const { headers, lines } = parseChat(await readFile(path, 'utf8'));
  const turns = customerTurns({ commit: desk.commit, know });
  let shown = 0;
  const adapter = new TestAdapter(async (context) => {
    await turns(context, {});
    for (const { activity } of desk.webChatEntries.slice(shown))
      await context.sendActivity(activity as Partial<Activity>);
    shown = desk.webChatEntries.length;
  });
  const externalId = headers.customer ?? null;
  const from = (text: string): Partial<Activity> => ({
    type: ActivityTypes.Message,
    text,
    locale: headers.locale ?? 'en-GB',
    conversation: { id: 'chat-1', isGroup: false, conversationType: '', name: '' },
    channelData: externalId ? { customer: { externalId } } : {},
  });
  let flow = adapter.send({ type: ActivityTypes.Event, name: 'noop' });
  for (const { who, text } of lines)
    flow =
      who === 'user'
        ? flow.send(from(text))
        : flow.assertReply((activity) => expectLine(text, spoken(activity)));
  await flow.assertNoReply('the bot says more than the transcript', 5);
}

/** What a person reads: the text, the card's title and passage, and the choices offered. */
function spoken(activity: Partial<Activity>): string {
  const card = (
    activity as {
      customerCard?: { card: string; title?: string; passage?: string; choices?: { title: string }[] };
    }
  ).customerCard;
  const drawn = card?.card === 'article' ? ` [${card.title}: ${card.passage}]` : '';
  const choices = card?.choices ? ` [${card.choices.map(({ title }) => title).join(' | ')}]` : '';
  const rating = card?.card === 'rating' ? ' [1 | 2 | 3 | 4 | 5]' : '';
  return `${activity.text ?? ''}${drawn}${choices}${rating}`.replace(/\s+/g, ' ').trim();
}

function expectLine(expected: string, actual: string): void {
  const pattern = expected
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  if (!new RegExp(`^${pattern}$`, 's').test(actual))
    throw new Error(`expected the bot to say\n  ${expected}\nbut it said\n  ${actual}`);
}
