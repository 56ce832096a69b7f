import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { buttonsOf, press as pressOn, textsOf } from '../../fixtures/cards.ts';
import type { FakeTeams, Shown } from '../../fixtures/fake-teams.ts';
import type { RunningApp } from '../../fixtures/running-app.ts';

type Filled = Readonly<Record<string, string>>;

/** A member of staff in Teams: reads the bot's chat, types, and presses the real buttons of the cards there. */
export interface TeamsMember {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
  readonly conversationId: string;
  /** Waits for a line of text that fits and was not seen before; earlier ones count as read. */
  sees(words: RegExp): Promise<string>;
  /** Waits until Teams shows that the customer is writing. */
  seesTyping(): Promise<void>;
  /** Waits until a card says all of this; the one touched last when several do. */
  card(...words: readonly RegExp[]): Promise<Card>;
  /** Presses the button that carries a verb, on the newest card that has it (or the newest that says `on`). */
  press(verb: string, filled?: Filled, on?: RegExp): Promise<Answer>;
  /** The same through the dialog that the button opens: `task/fetch`, then `task/submit`. */
  fillsDialog(verb: string, filled: Filled, on?: RegExp): Promise<Answer>;
  /** Sends a press that no card of this member offers, as a stale card or a forged request would; answers the words back. */
  tries(verb: string, data: object): Promise<string>;
  types(
    text: string,
    more?: { readonly quoting?: Card; readonly attachments?: readonly object[] },
  ): Promise<void>;
  /** Sends an activity with this member's verified identity; answers the HTTP status and body. */
  post(activity: object): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
}

/** A card as it stands in the chat. */
export interface Card {
  readonly activityId: string;
  readonly revision: number;
  readonly content: object;
  readonly texts: readonly string[];
  /** Verbs of its buttons. */
  readonly verbs: readonly string[];
}

/** What a press was answered with: a card in place of the old one, or a line. */
export interface Answer {
  readonly text: string | null;
  readonly card: object | null;
}

/** Somebody of the demo company opens the bot in Teams. */
export async function aTeamsMember(
  app: RunningApp,
  teams: FakeTeams,
  ...[persona, chat]: [persona: string, chat?: string]
): Promise<TeamsMember> {
  const { user } = await app.signIn(persona);
  const { id, name } = user;
  const aadObjectId = user.aadObjectId!;
  const conversationId = chat ?? `a:${id}`;
  const seen = new Set<string>();

  const post: TeamsMember['post'] = async (activity) => {
    const answer = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        timestamp: app.now().toISOString(),
        channelId: 'msteams',
        serviceUrl: teams.serviceUrl,
        from: { id: `29:${id}`, name, aadObjectId },
        recipient: { id: '28:fieldline', name: 'Fieldline' },
        conversation: { id: conversationId, conversationType: 'personal', tenantId: 'avonside' },
        channelData: { tenant: { id: 'avonside' }, source: { name: 'message' } },
        locale: 'en-GB',
        ...activity,
      }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  const cards = () =>
    teams
      .chat(conversationId)
      .filter(({ card }) => card !== null)
      .sort((a, b) => b.touched - a.touched);
  const saying = (words: readonly RegExp[]) => (one: Shown) =>
    words.every((word) => word.test(said(one.card!)));
  const withButton = (verb: string, on: RegExp | undefined, isDialog: boolean) => (one: Shown) =>
    buttonsOf(one.card!).some((button) => button.verb === verb && (button.how === 'dialog') === isDialog) &&
    (!on || on.test(said(one.card!)));
  const find = (fits: (one: Shown) => boolean, what: string): Promise<Shown> =>
    teams.until(
      () => cards().find(fits),
      () =>
        `${name} sees no card ${what}; there are ${JSON.stringify(
          cards().map(({ card }) => said(card!)),
          null,
          1,
        )}`,
    );
  /** A person takes some seconds before the next move; the product's clock says so, and Teams' limits see no burst. */
  const aMoment = () => app.database.clock.advance(4_000);

  const invoke = async (activity: object): Promise<Record<string, unknown>> => {
    const { status, body } = await post({ type: 'invoke', ...activity });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  const press: TeamsMember['press'] = async (verb, filled = {}, on) => {
    const one = await find(
      withButton(verb, on, false),
      `with a button ${verb}${on ? ` that says ${on}` : ''}`,
    );
    await aMoment();
    const { data } = pressOn(one.card!, verb, filled);
    const body = await invoke({
      name: 'adaptiveCard/action',
      replyToId: one.id,
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    });
    return shownInPlace(teams, one.id, body);
  };

  const fillsDialog: TeamsMember['fillsDialog'] = async (verb, filled, on) => {
    const one = await find(withButton(verb, on, true), `that opens the dialog ${verb}`);
    await aMoment();
    const opener = buttonsOf(one.card!).find((button) => button.verb === verb && button.how === 'dialog')!;
    const data = { ...(opener.data as object), msteams: { type: 'task/fetch' } };
    const context = { theme: 'default' };
    const opened = await invoke({ name: 'task/fetch', replyToId: one.id, value: { data, context } });
    const dialog = dialogOf(opened);
    const sent = pressOn(dialog, verb, filled);
    const body = await invoke({ name: 'task/submit', value: { data: { ...sent.data }, context } });
    const task = body.task as { type: string; value: unknown } | undefined;
    return { text: task?.type === 'message' ? String(task.value) : null, card: null };
  };

  const member: TeamsMember = {
    id,
    name,
    aadObjectId,
    conversationId,
    post,
    press,
    fillsDialog,
    tries: async (verb, data) => {
      const action = { type: 'Action.Execute', verb, data };
      const body = await invoke({ name: 'adaptiveCard/action', value: { action, trigger: 'manual' } });
      return typeof body.value === 'string' ? body.value : '';
    },
    sees: async (words) => {
      const lines = () => teams.chat(conversationId).filter((one) => one.card === null);
      const found = await teams.until(
        () => lines().find((one) => !seen.has(one.id) && words.test(one.text)),
        () =>
          `${name} does not see ${words}; not read yet: ${JSON.stringify(
            lines()
              .filter((one) => !seen.has(one.id))
              .map(({ text }) => text),
            null,
            1,
          )}`,
      );
      for (const one of lines()) {
        seen.add(one.id);
        if (one.id === found.id) break;
      }
      return found.text;
    },
    seesTyping: async () => {
      const looked = () => teams.typing(conversationId) || undefined;
      await teams.until(looked, () => `${name} does not see the customer typing`);
    },
    card: async (...words) => cardOf(await find(saying(words), `that says ${words.join(', ')}`)),
    types: async (text, { quoting, attachments = [] } = {}) => {
      await aMoment();
      const quote = quoting
        ? [{ contentType: 'messageReference', content: { messageId: quoting.activityId } }]
        : [];
      const { status } = await post({
        type: 'message',
        text,
        textFormat: 'plain',
        attachments: [...quote, ...attachments],
      });
      assert.equal(status, 200);
    },
  };
  const membersAdded = [{ id: '28:fieldline' }, { id: `29:${id}`, aadObjectId }];
  assert.equal((await post({ type: 'conversationUpdate', membersAdded })).status, 200);
  await member.card(/Hello/);
  return member;
}

const said = (card: object): string => textsOf(card).join('\n');

const cardOf = ({ id, revision, card }: Shown): Card => ({
  activityId: id,
  revision,
  content: card!,
  texts: textsOf(card!),
  verbs: buttonsOf(card!).flatMap(({ verb }) => verb ?? []),
});

/** Teams puts the card of the answer in the place of the one that was pressed, and shows a line as a message. */
function shownInPlace(teams: FakeTeams, activityId: string, body: Record<string, unknown>): Answer {
  const { type, value, statusCode } = body as { type: string; value: unknown; statusCode: number };
  assert.equal(statusCode, 200, JSON.stringify(body));
  if (type === 'application/vnd.microsoft.activity.message') return { text: String(value), card: null };
  assert.equal(type, 'application/vnd.microsoft.card.adaptive', JSON.stringify(body));
  teams.replace(activityId, value as object);
  return { text: null, card: value as object };
}

function dialogOf(body: Record<string, unknown>): object {
  const task = body.task as
    | { type: string; value: { title?: string; card?: { content: object } } }
    | undefined;
  assert.equal(task?.type, 'continue', `no dialog was opened: ${JSON.stringify(body)}`);
  assert.ok(task.value.title);
  return task.value.card!.content;
}
