import { once } from 'node:events';
import type { Response } from 'restify';
import type { LoggedEvent } from '../../domain/events.ts';
import type { ApiDeps } from '../deps.ts';
import type { Metrics } from '../http/metrics.ts';
import type { EventSight } from './sight.ts';

/** Somebody who listens to live changes. */
export interface Listener {
  readonly response: Response;
  readonly sees: EventSight;
  /** Customers are not told who of the staff did something. */
  readonly isCustomer: boolean;
  /** The last event the listener has; null for one who begins now. */
  readonly after: number | null;
  /** Asked now and then: whether the listener may still listen. */
  isWelcome(): Promise<boolean>;
}

/** The fan-out of `GET /api/events`. */
export interface Live {
  /** Catches a listener up from the log, then sends what happens until the connection ends. */
  serve(listener: Listener): Promise<void>;
  /** Ends all streams; listeners come back by themselves with their last id. */
  close(): void;
}

/** Events are sent together this often: far below what a person notices, and few writes however much happens. */
const gatherMs = 20;
const heartbeatMs = 15_000;
/** A reader this far behind is cut off; it catches up from the log when it comes back. */
const mostUnsentBytes = 1_048_576;
const drainMs = 30_000;
const pageSize = 500;
/** How soon a listener comes back after its stream ended, as SSE says it. */
const retryLine = 'retry: 2000\n\n';

interface Stream extends Listener {
  sentSeq: number;
  out: string;
}

type LiveDeps = Pick<ApiDeps, 'eventLog' | 'onCommitted' | 'log'> & Pick<Metrics, 'streams'>;

/** Serialises each event once for all its listeners and gathers what happens within some milliseconds into one write. */
export function live({ eventLog, onCommitted, log, streams }: LiveDeps): Live {
  const joined = new Set<Stream>();
  const open = new Set<Stream>();
  let newestSeq = 0;
  let gathering: NodeJS.Timeout | undefined;

  const stopListening = onCommitted(({ events }) => {
    for (const event of events) {
      newestSeq = Math.max(newestSeq, event.seq);
      if (joined.size > 0) deliver(event);
    }
  });

  const deliver = (event: LoggedEvent) => {
    const frames = framesOf(event);
    for (const stream of joined) take(stream, event, frames);
    gathering ??= setTimeout(flush, gatherMs);
  };

  const flush = () => {
    gathering = undefined;
    for (const stream of joined) {
      if (stream.response.writableLength > mostUnsentBytes) drop(stream);
      else if (stream.out !== '') stream.response.write(stream.out);
      stream.out = '';
    }
  };

  const drop = ({ response }: Stream) => {
    log.debug('an event stream was read too slowly and cut off');
    response.destroy();
  };

  const beat = async () => {
    for (const stream of [...joined]) {
      if (stream.response.writableLength > mostUnsentBytes) drop(stream);
      else if (await stream.isWelcome().catch(() => true)) stream.response.write(': still here\n\n');
      else stream.response.end();
    }
  };
  const heart = setInterval(() => void beat(), heartbeatMs).unref();

  /** Reads the log until nothing is left, and joins in that very tick, so that no event falls in between. */
  const catchUp = async (stream: Stream): Promise<void> => {
    for (;;) {
      const newestBefore = newestSeq;
      const events = await eventLog.after(stream.sentSeq, pageSize);
      for (const event of events) take(stream, event, framesOf(event));
      const { out, response } = stream;
      stream.out = '';
      if (response.destroyed) return;
      if (out !== '' && !response.write(out))
        await once(response, 'drain', { signal: AbortSignal.timeout(drainMs) });
      // What was committed while the log was read may be missing from the page: then it is read once more.
      const isQuiet = newestSeq === newestBefore || newestSeq <= stream.sentSeq;
      const isCaughtUp = events.length < pageSize && isQuiet;
      if (isCaughtUp && open.has(stream)) joined.add(stream);
      if (isCaughtUp) return;
    }
  };

  return {
    serve: async (listener) => {
      const { response } = listener;
      const stream: Stream = { ...listener, sentSeq: listener.after ?? 0, out: '' };
      open.add(stream);
      streams.inc();
      response.once('close', () => {
        joined.delete(stream);
        if (open.delete(stream)) streams.dec();
      });
      begin(response);
      try {
        const last = await eventLog.lastSeq();
        stream.sentSeq = Math.min(listener.after ?? last, last);
        await catchUp(stream);
      } catch (error) {
        log.warn({ err: error }, 'an event stream ended early');
        response.destroy();
      }
    },
    close: () => {
      stopListening();
      clearInterval(heart);
      clearTimeout(gathering);
      for (const { response, out } of open) response.end(`${out}${retryLine}`);
      open.clear();
      joined.clear();
    },
  };
}

function begin(response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.write(retryLine);
}

interface Frames {
  readonly staff: string;
  readonly customer: string;
}

/** One event as Server-Sent Events have it: its place in the log, its name, and its data as one line of JSON. */
export function framesOf({ seq, name, at, data, actorId, traceId }: LoggedEvent): Frames {
  const frame = (shown: object) => `id: ${seq}\nevent: ${name}\ndata: ${JSON.stringify(shown)}\n\n`;
  return { staff: frame({ at, actorId, traceId, ...data }), customer: frame({ at, ...data }) };
}

/** Adds an event to what a listener is sent next, once and in order, when it may hear of it. */
function take(stream: Stream, event: LoggedEvent, frames: Frames): void {
  if (event.seq <= stream.sentSeq) return;
  stream.sentSeq = event.seq;
  if (stream.sees(event)) stream.out += stream.isCustomer ? frames.customer : frames.staff;
}
