import type { LoggedEvent } from '../../domain/events.ts';
import type { Committed } from '../../domain/messaging/logs.ts';
import type { WebChatEntry } from '../../domain/messaging/web-chat.ts';
import type { Log } from '../engines/engine.ts';

export type News = Committed & { readonly clock: boolean };
type Wake = 'inbox' | 'outbox' | 'timers';

/** What the feed reads on from, and who it is. */
export interface FeedSources {
  readonly process: string;
  readonly events: (after: number, limit: number) => Promise<LoggedEvent[]>;
  readonly webChats: (after: number, limit: number) => Promise<WebChatEntry[]>;
  readonly clockMoved: () => void;
  /** Another process changed what this one may remember. */
  readonly changedElsewhere: () => void;
  readonly log: Log;
}

const pageSize = 500;
const quiet: News = { inbox: false, outbox: false, timers: false, events: [], webChats: [], clock: false };
const longest = 2 ** 31 - 1;

/**
 * Tells listeners what was committed, in the order of the logs and without gaps, also what other processes wrote: a
 * place in a log that is told never comes after a later one, so that it is a safe point to resume from.
 */
export class Feed {
  readonly #listeners = new Set<(news: Committed) => void>();
  readonly #from: FeedSources;
  readonly #alarms = new Set<NodeJS.Timeout>();
  #last = { event: 0, webChat: 0 };
  #catchingUp = 0;
  #chain: Promise<void> = Promise.resolve();

  constructor(from: FeedSources) {
    this.#from = from;
  }

  /** Begins after what is there already. */
  start(last: { event: number; webChat: number }): void {
    this.#last = last;
  }

  listen(listener: (news: Committed) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What this process committed. */
  tell(news: News): void {
    const { events, webChats } = news;
    const isNext =
      (events.length === 0 || events[0]!.seq === this.#last.event + 1) &&
      (webChats.length === 0 || webChats[0]!.seq === this.#last.webChat + 1);
    if (this.#catchingUp > 0 || !isNext) this.#catchUp(news);
    else this.#deliver(news);
  }

  /** The text that lets other processes know, also that they must forget; null when there is nothing to know. */
  announcement(news: News, mustForget: boolean): string | null {
    if (!isNews(news) && !mustForget) return null;
    const { inbox, outbox, timers, clock } = news;
    const flags = [inbox, outbox, timers, clock, mustForget].map((one) => (one ? 1 : 0)).join('');
    return `${this.#from.process} ${flags} ${news.events.at(-1)?.seq ?? 0}`;
  }

  /** What another process announced; null when announcements may have been missed. */
  heard(text: string | null): void {
    const [process, flags = '11111'] = text?.split(' ') ?? [];
    if (process === this.#from.process) return;
    const [inbox, outbox, timers, clock, mustForget] = [...flags].map((one) => one === '1');
    if (clock) this.#from.clockMoved();
    if (mustForget) this.#from.changedElsewhere();
    this.#catchUp({ ...quiet, inbox: inbox!, outbox: outbox!, timers: timers! });
  }

  /** Wakes the workers at an instant, for rows that were given back until then. */
  wakeIn(milliseconds: number, ...what: readonly Wake[]): void {
    const alarm = setTimeout(
      () => {
        this.#alarms.delete(alarm);
        this.wake(...what);
      },
      Math.min(Math.max(milliseconds, 0), longest),
    );
    alarm.unref();
    this.#alarms.add(alarm);
  }

  wake(...what: readonly Wake[]): void {
    this.#deliver({ ...quiet, ...Object.fromEntries(what.map((one) => [one, true])) });
  }

  /** Tells what is still to be told, then falls silent. */
  async close(): Promise<void> {
    for (const alarm of this.#alarms) clearTimeout(alarm);
    await this.#chain;
    this.#listeners.clear();
  }

  #catchUp(flags: News): void {
    this.#catchingUp++;
    this.#chain = this.#chain
      .then(() => this.#readOn(flags))
      .catch((error: unknown) =>
        this.#from.log.warn({ error }, 'the logs could not be read; the next news tries again'),
      )
      .finally(() => void this.#catchingUp--);
  }

  async #readOn(flags: News): Promise<void> {
    let news = flags;
    for (let isMore = true; isMore; news = quiet) {
      const events = await this.#from.events(this.#last.event, pageSize);
      const webChats = await this.#from.webChats(this.#last.webChat, pageSize);
      this.#deliver({ ...news, events, webChats });
      isMore = events.length === pageSize || webChats.length === pageSize;
    }
  }

  #deliver(news: News): void {
    this.#last = {
      event: news.events.at(-1)?.seq ?? this.#last.event,
      webChat: news.webChats.at(-1)?.seq ?? this.#last.webChat,
    };
    if (!isNews(news)) return;
    for (const listener of this.#listeners)
      try {
        listener(news);
      } catch (error) {
        this.#from.log.error({ error }, 'a listener of the store failed');
      }
  }
}

const isNews = (news: News): boolean =>
  news.inbox ||
  news.outbox ||
  news.timers ||
  news.clock ||
  news.events.length > 0 ||
  news.webChats.length > 0;
