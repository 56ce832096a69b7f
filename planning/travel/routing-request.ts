import { RoutingTrouble } from './routing-trouble.ts';

/** How patient we are with a routing service, and the clock and chance that patience needs. */
export interface Patience {
  /** For one try, the body included. */
  readonly timeoutMs: number;
  /** Tries after the first one. */
  readonly retries: number;
  /** The longest wait a service may ask for before we give up on it. */
  readonly longestWaitMs: number;
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly now: () => number;
}

/** Patience that suits a person who waits for a plan: three tries within about a minute at worst. */
export const usualPatience: Patience = {
  timeoutMs: 20_000,
  retries: 2,
  longestWaitMs: 15_000,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  now: Date.now,
};

const firstBackoffMs = 300;

/** What came back: any status that is an answer about the ask itself. `body` is undefined when it is no JSON. */
export interface RoutingReply {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks once and, when the service is busy (408, 429), broken (5xx), unreachable or slow, again after a growing, jittered
 * wait, or the wait its Retry-After names. Redirects are refused, so that a key goes only where the settings say. Throws
 * a RoutingTrouble of kind `away` in the end.
 */
export async function askRouting(
  url: URL,
  init: RequestInit,
  patience: Patience = usualPatience,
): Promise<RoutingReply> {
  for (let tried = 0; ; tried++) {
    const outcome = await tryOnce(url, init, patience);
    if (outcome.reply) return outcome.reply;
    const backoffMs = firstBackoffMs * 2 ** tried * (0.5 + patience.random());
    const waitMs = Math.max(backoffMs, outcome.askedWaitMs);
    if (tried >= patience.retries || waitMs > patience.longestWaitMs)
      throw new RoutingTrouble('away', url.host, outcome.what);
    await patience.wait(waitMs);
  }
}

interface Outcome {
  readonly reply?: RoutingReply;
  readonly what: string;
  readonly askedWaitMs: number;
}

async function tryOnce(url: URL, init: RequestInit, patience: Patience): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(patience.timeoutMs);
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    const text = await response.text();
    const { status } = response;
    const what = `answered ${status}`;
    if (status === 408 || status === 429 || status >= 500)
      return { what, askedWaitMs: askedWait(response.headers.get('retry-after'), patience.now()) };
    return { reply: { status, body: parsed(text) }, what, askedWaitMs: 0 };
  } catch (error) {
    const isSlow = error instanceof Error && error.name === 'TimeoutError';
    const what = isSlow ? `did not answer within ${patience.timeoutMs / 1000} s` : 'could not be reached';
    return { what, askedWaitMs: 0 };
  }
}

/** Retry-After in milliseconds: seconds or a date (RFC 9110, section 10.2.3). */
function askedWait(header: string | null, now: number): number {
  if (header === null) return 0;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
