import type { Copilot } from '../domain/cases/assist.ts';
import { type Addressed, addressedCase, focusCase } from '../domain/cases/focus.ts';
import { replyToCustomer } from '../domain/cases/reply.ts';
import { readIntent } from '../domain/conversations/intent.ts';
import type { MessageFile } from '../domain/conversations/message.ts';
import type { DeviceKeys } from '../domain/iot/devices/device.ts';
import type { Post } from '../domain/messaging/post.ts';
import { noteTyped, postText } from '../domain/messaging/posting.ts';
import { type Actor, hasRole } from '../domain/people/actor.ts';
import { Refused } from '../domain/refusals.ts';
import type { ReadTable } from '../domain/table.ts';
import type { Commit, CommitOptions, Kind, Records, Unit } from '../domain/unit.ts';
import { bookingVerbs } from './bookings.ts';
import { caseVerbs } from './cases.ts';
import { commandOf, runCommand } from './commands.ts';
import type { Rendered } from './deliver.ts';
import { escalationVerbs } from './escalations.ts';
import { alertVerbs, deviceVerbs } from './iot/alerts.ts';
import { isForCustomer } from './iot/ask-machines.ts';
import { commandVerbs } from './iot/device-commands.ts';
import { offerVerbs } from './offers.ts';
import { requireOwnUnit } from './own-unit.ts';
import { homeVerbs } from './presence.ts';
import type { Shown, VerbHandler } from './verb.ts';

export interface StaffDeps {
  readonly commit: Commit;
  readonly tables: { readonly [K in Kind]: ReadTable<Records[K]> };
  readonly copilot: Copilot;
  readonly deviceKeys: DeviceKeys;
  readonly render: (post: Post, viewer: { readonly dialogs: boolean }) => Promise<Rendered>;
}

/** Words from a member of staff: typed in Teams or at the desk. */
export interface Said {
  readonly text: string;
  /** The post that was quoted or answered, if any. */
  readonly quotedPostId?: string | null;
  readonly files?: readonly MessageFile[];
}

/** Where a button was pressed: what its client can show, and the inbox row that the press completes, if it came as one. */
export interface Pressing {
  readonly dialogs?: boolean;
  readonly by?: CommitOptions;
}

/** The staff's side of the product, the same from Teams and from /desk. */
export interface StaffDesk {
  say(actor: Actor, said: Said, by?: CommitOptions): Promise<void>;
  press(
    actor: Actor,
    pressed: { readonly verb: string; readonly data: unknown },
    from?: Pressing,
  ): Promise<Rendered>;
  readonly handlers: ReadonlyMap<string, VerbHandler>;
}

/** Wires every verb to its handler and plain words to commands and replies. */
export function staffDesk({ commit, tables, copilot, deviceKeys, render }: StaffDeps): StaffDesk {
  const all = [
    ...offerVerbs,
    ...caseVerbs(copilot),
    ...bookingVerbs,
    ...escalationVerbs,
    ...homeVerbs,
    ...alertVerbs,
    ...deviceVerbs(deviceKeys),
    ...commandVerbs,
  ];
  const handlers = new Map<string, VerbHandler>(all.map((handler) => [handler.verb, handler]));

  const say = (actor: Actor, said: Said, by: CommitOptions = {}): Promise<void> =>
    commit(
      async (unit) => {
        if (said.text.trim()) await noteTyped(unit, actor.id, said.text);
        try {
          await hear(unit, said);
        } catch (refusal) {
          if (!(refusal instanceof Refused)) throw refusal;
          // The unit may hold half of what was refused; a second commit says why, with nothing else in it.
          throw new Declined(refusal);
        }
      },
      { ...by, actor },
    ).catch(async (error: unknown) => {
      if (!(error instanceof Declined)) throw error;
      await commit(
        async (unit) => {
          if (said.text.trim()) await noteTyped(unit, actor.id, said.text);
          await postText(unit, { personId: actor.id, text: error.refusal.message });
        },
        { ...by, actor },
      );
    });

  const using = { copilot, deviceKeys };
  const hear = async (unit: Unit, said: Said): Promise<unknown> => {
    const command = commandOf(said.text);
    const isAnswer = command?.do === 'how-is' && (await isForCustomer(unit, command));
    if (command && !isAnswer) return runCommand(unit, command, using);
    if (!hasRole(unit.actor, 'agent', 'supervisor'))
      return runCommand(unit, { do: 'ask', text: said.text }, using);
    const quoted = said.quotedPostId ? await unit.posts.find(said.quotedPostId) : undefined;
    const to = await addressed(unit, said.text, quoted?.caseId ?? null);
    if (!to) return runCommand(unit, { do: 'home' }, using);
    await focusCase(unit, { caseId: to.found.id });
    return replyToCustomer(unit, { caseId: to.found.id, text: to.text, files: said.files ?? [] });
  };

  const press: StaffDesk['press'] = async (actor, { verb, data }, { dialogs = false, by = {} } = {}) => {
    const handler = handlers.get(verb);
    if (!handler) throw new Refused('verb.unknown', { verb: String(verb).slice(0, 60) });
    const shown = await commit(
      async (unit) => {
        await requireOwnUnit(unit, actor, data);
        return handler.run(unit, data);
      },
      { ...by, actor },
    );
    return draw(actor, shown, { dialogs });
  };

  const draw = async (
    actor: Actor,
    shown: Shown,
    viewer: { readonly dialogs: boolean },
  ): Promise<Rendered> => {
    if ('text' in shown) return shown;
    const post = await tables.posts.find(`${actor.id}:${shown.card}:${shown.subjectId}`);
    return render(post ?? virtualPost(actor, shown), viewer);
  };

  return { say, press, handlers };
}

/** Whom the words are for. A greeting with no case to send it to is for the bot: undefined. */
async function addressed(
  unit: Unit,
  text: string,
  quotedCaseId: string | null,
): Promise<Addressed | undefined> {
  try {
    return await addressedCase(unit, { text, quotedCaseId });
  } catch (error) {
    if (error instanceof Refused && error.code === 'case.none_active' && readIntent(text).greeting)
      return undefined;
    throw error;
  }
}

class Declined extends Error {
  readonly refusal: Refused;
  constructor(refusal: Refused) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** A card shown as an answer that was never posted to this person; it is drawn the same way. */
const virtualPost = (actor: Actor, shown: Extract<Shown, { card: string }>): Post => ({
  id: `${actor.id}:${shown.card}:${shown.subjectId}`,
  version: 0,
  unitId: actor.unitId,
  personId: actor.id,
  kind: 'card',
  author: 'bot',
  card: shown.card,
  subjectId: shown.subjectId,
  caseId: null,
  text: '',
  draft: null,
  summary: null,
  revision: 1,
  activityId: null,
  sentRevision: 0,
  at: new Date(0),
  updatedAt: new Date(0),
});
