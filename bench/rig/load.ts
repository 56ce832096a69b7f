import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Pair } from './busy-company.ts';
import type { Plan, Target, Told } from './load-client.ts';

/** The load generator in a process of its own; one run at a time. */
export interface Load {
  run(plan: Plan): Promise<Told[]>;
  /** Ends the run under way early; its `run` resolves when what was sent is answered. */
  stop(): void;
  close(): void;
}

export function aLoad(): Load {
  const child = fork(new URL('load-client.ts', import.meta.url), { serialization: 'advanced' });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the load generator ended')));
  ended.catch(() => undefined); // unless somebody waits for a run, that is as it should be
  return {
    run: async (plan) => {
      child.send(plan);
      const [told] = (await Promise.race([once(child, 'message'), ended])) as [Told[]];
      return told;
    },
    stop: () => void child.send('stop'),
    close: () => void child.disconnect(),
  };
}

/** Customers writing in their web chats, as Web Chat posts. */
export const customersWrite = (pairs: readonly Pair[], run: string): Target[] =>
  pairs.map(({ webChatId, chatToken }) => ({
    path: `/v3/directline/conversations/${webChatId}/activities`,
    authorization: `Bearer ${chatToken}`,
    body: JSON.stringify({
      type: 'message',
      text: `${run} {n}: it still drips on the desks below`,
      locale: 'en-GB',
      channelData: { clientActivityID: `${run}-{n}` },
    }),
  }));

/** Agents writing to the bot in Teams, with the connector's token, as the Bot Connector posts. */
export const agentsWrite = (
  pairs: readonly Pair[],
  said: { readonly run: string; readonly text: string; readonly token: string; readonly serviceUrl: string },
): Target[] =>
  pairs.map(({ agentId, aadObjectId, threadId, tenantId }) => ({
    path: '/api/messages',
    authorization: `Bearer ${said.token}`,
    body: JSON.stringify({
      type: 'message',
      id: `${said.run}-{n}`,
      timestamp: '2026-03-02T09:00:00.000Z',
      localTimestamp: '2026-03-02T09:00:00.000Z',
      channelId: 'msteams',
      serviceUrl: said.serviceUrl,
      from: { id: `29:${agentId}`, name: agentId, aadObjectId },
      recipient: { id: '28:bot', name: 'Fieldline' },
      conversation: { id: threadId, conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      text: said.text,
      textFormat: 'plain',
      locale: 'en-GB',
      entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows' }],
    }),
  }));

/** A share of sorted values, e.g. 0.99. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
