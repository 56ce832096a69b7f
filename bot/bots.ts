import type { Activity, InvokeResponse } from 'botbuilder';
import type { Know } from '../domain/conversations/turn.ts';
import type { ClaimedArrival } from '../domain/messaging/inbox.ts';
import type { Commit, CommitOptions } from '../domain/unit.ts';
import { customerTurns } from './customer.ts';
import type { Connector } from './teams/connector.ts';
import { type TeamsDeps, type TurnExtras, teamsApp, withExtras } from './teams/teams-app.ts';
import { TurnAdapter } from './teams/turn-adapter.ts';
import { WebChatAdapter } from './web-chat-adapter.ts';

export interface BotsDeps extends TeamsDeps {
  readonly appId: string;
  readonly connector: Connector;
  readonly commit: Commit;
  readonly know: Know;
}

/** The bot as the rest of the house sees it: activities in, what an invoke wants to hear out. */
export interface Bots {
  /** Runs the turn of an arrival; false when nothing was committed that completed its inbox row. */
  handle(arrival: ClaimedArrival): Promise<boolean>;
  invoke(activity: object, traceId: string | undefined): Promise<InvokeResponse | undefined>;
}

/** Wires the adapters to their logic: staff in Teams, customers in web chat. */
export function bots(deps: BotsDeps): Bots {
  const teams = teamsApp(deps);
  const teamsAdapter = new TurnAdapter(deps);
  const customer = customerTurns(deps);
  const webChatAdapter = new WebChatAdapter((webChatId, activity) =>
    deps.commit(async (unit) => {
      const id = unit.newId();
      unit.appendToWebChat(webChatId, { ...activity, id });
      return id;
    }),
  );

  const runTeams = (activity: object, extras: TurnExtras) =>
    teamsAdapter.receive(activity as Partial<Activity>, async (context) => {
      withExtras(context, extras);
      await teams.run(context);
    });

  return {
    async handle(arrival) {
      const by: CommitOptions = {
        completes: { inboxSeq: arrival.seq, fence: arrival.fence },
        ...(arrival.traceId ? { traceId: arrival.traceId } : {}),
      };
      const activity = arrival.activity as Partial<Activity>; // the turn may change it: each claim reads it anew
      if (arrival.channel === 'directline') {
        let committed = false;
        await webChatAdapter.receive(activity, async (context) => {
          committed = await customer(context, by);
        });
        return committed;
      }
      const extras: TurnExtras = { by, committed: false };
      await runTeams(activity, extras);
      return extras.committed;
    },
    invoke: (activity, traceId) => runTeams(activity, { by: traceId ? { traceId } : {}, committed: false }),
  };
}
