import type { EventName } from '../../domain/events.ts';
import { Unanswered } from '../kit/ask.ts';
import type { Server } from './server.ts';

/** How a page hears of changes: as they happen, by asking every few seconds, or not at all just now. */
export type LiveState = 'connecting' | 'live' | 'asking' | 'offline';

/** An event as it comes over the wire: its instant, and whatever ids it is about. */
export type Heard = { readonly at: string } & Readonly<Record<string, unknown>>;

interface Listener {
  onState(state: LiveState): void;
  onEvent(name: EventName, data: Heard): void;
  /** Something may have been missed: everything shown is to be asked for again. */
  onCatchUp(): void;
  onSignedOut(): void;
}

const names = [
  'post.changed',
  'message.received',
  'message.sent',
  'conversation.moved',
  'case.opened',
  'case.classified',
  'case.assigned',
  'case.released',
  'case.prioritised',
  'case.parked',
  'case.resolved',
  'case.reopened',
  'case.closed',
  'case.cancelled',
  'case.rated',
  'case.sla_warned',
  'case.sla_breached',
  'case.sla_met',
  'escalation.asked',
  'escalation.decided',
  'offer.made',
  'offer.ended',
  'presence.changed',
  'work-order.created',
  'work-order.moved',
  'booking.made',
  'booking.moved',
] as const satisfies readonly EventName[];

/**
 * A browser gives one site six connections in all its tabs, and a stream holds one for good: so many desks may stream at
 * the same time, a further one asks every few seconds and takes over a stream when one becomes free.
 */
const mostStreams = 4;
const askMs = 4_000;
const longestWaitMs = 15_000;

/** Follows `GET /api/events` for as long as the page lives, through lost connections and expired tokens. */
export function liveChanges(server: Server, listener: Listener): void {
  let lastEventId = '';
  let failures = 0;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let mayStream = false;

  const again = (afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), afterMs);
  };

  const connect = async (): Promise<void> => {
    source?.close();
    mayStream ||= await takeStream();
    if (!mayStream) {
      listener.onState('asking');
      listener.onCatchUp();
      return again(askMs);
    }
    try {
      const { token } = await server.post<{ token: string }>('/api/sign-in/stream-token', {});
      open(token);
    } catch (error) {
      if (error instanceof Unanswered && error.status === 401) return listener.onSignedOut();
      lost();
    }
  };

  const open = (token: string) => {
    const query = new URLSearchParams({ access_token: token, ...(lastEventId && { lastEventId }) });
    const opened = new EventSource(`/api/events?${query}`);
    source = opened;
    opened.onopen = () => {
      failures = 0;
      listener.onState('live');
      listener.onCatchUp();
    };
    opened.onerror = () => {
      opened.close();
      if (source === opened) lost(); // with a new token: the old one may be what is wrong
    };
    for (const name of names)
      opened.addEventListener(name, (event) => {
        lastEventId = event.lastEventId;
        listener.onEvent(name, JSON.parse(event.data) as Heard);
      });
  };

  const lost = () => {
    failures += 1;
    // A stream that ends once is nothing to tell anybody; a server that stays away is.
    listener.onState(failures > 1 || !navigator.onLine ? 'offline' : 'connecting');
    again(Math.min(longestWaitMs, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
  };

  addEventListener('online', () => again(0));
  addEventListener('offline', () => listener.onState('offline'));
  listener.onState('connecting');
  void connect();
}

/** Takes one of the streams this browser may hold; the browser gives it back when the page closes. */
async function takeStream(): Promise<boolean> {
  if (!navigator.locks) return true;
  for (let place = 1; place <= mostStreams; place += 1) {
    const isTaken = await new Promise<boolean>((answer) => {
      void navigator.locks.request(`fieldline.stream.${place}`, { ifAvailable: true }, (lock) => {
        answer(lock !== null);
        return lock === null ? undefined : new Promise<void>(() => undefined);
      });
    });
    if (isTaken) return true;
  }
  return false;
}
