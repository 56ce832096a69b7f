import { staffDesk } from '../../../bot/staff.ts';
import { staffCards } from '../../../bot/staff-cards.ts';
import { slotsFor } from '../../../domain/scheduling/offer-slots.ts';
import { myDay } from '../../../domain/work-orders/my-day.ts';
import { textsOf } from '../../fixtures/cards.ts';
import { know } from '../../fixtures/desk.ts';
import { anActor } from '../../fixtures/desk-records.ts';
import { heardOfPump, keysOfTest } from '../../fixtures/iot/machines.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { parseChat } from '../replay.ts';

/** What stands where a transcript's line and what was spoken differ; null when they agree. A `*` stands for anything. */
export function difference(expected: readonly string[], spoken: readonly string[]): string | null {
  const at = Array.from({ length: Math.max(expected.length, spoken.length) }, (_, line) => line).find(
    (line) => {
      const parts = (expected[line] ?? '')
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      return !new RegExp(`^${parts.join('.*')}$`).test(spoken[line] ?? '');
    },
  );
  return at === undefined ? null : `expected\n  ${expected[at]}\nbut it was\n  ${spoken[at]}`;
}

/**
 * Plays what a member of staff types, through the real desk and the real cards, and writes down what the bot shows: a line
 * of text, or `[card: its lines, one after another]`. Answers the whole talk in the form of a `.chat` file.
 */
export async function staffTalk(
  source: string,
  desk: Memory,
): Promise<{ expected: string[]; spoken: string[] }> {
  const { headers, lines } = parseChat(source);
  const person = desk.one('people', headers.person ?? '');
  const actor = anActor(person.id, ...person.roles);
  const tables = desk.unit();
  const cards = staffCards({
    tables,
    fileLink: (id) => `https://desk.example.net/files/${id}`,
    suggest: know.suggest,
    now: () => desk.now,
    zone: 'Europe/London',
    askNow: heardOfPump,
    slots: (workOrderId) => slotsFor(desk.unit(), { workOrderId }),
    day: (personId) => myDay(desk.unit(), { personId }),
  });
  const { say } = staffDesk({
    commit: desk.commit,
    tables,
    copilot: know,
    deviceKeys: keysOfTest,
    render: cards.render,
  });
  const shown = new Set<string>();
  const spoken: string[] = [];
  for (const { who, text } of lines) {
    if (who !== 'user') continue;
    await say(actor, { text });
    spoken.push(`user: ${text}`);
    for (const post of desk.all('posts', { personId: person.id, author: 'bot' })) {
      const mark = `${post.id} ${post.revision}`;
      if (shown.has(mark)) continue;
      shown.add(mark);
      const drawn = await cards.render(post, { dialogs: false });
      const words =
        'text' in drawn ? drawn.text.split('\n').join(' / ') : `[${textsOf(drawn.card).join(' / ')}]`;
      spoken.push(`bot: ${words.replace(/\s+/g, ' ').trim()}`);
    }
  }
  return { expected: lines.map(({ who, text }) => `${who}: ${text}`), spoken };
}
