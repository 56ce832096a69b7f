import { fetchJson } from './fetch-json.ts';

/** The bot's own pass to the Bot Connector, for sending. */
export interface ConnectorToken {
  /** A token good for at least a while; rejects with `ConnectorTokenError` when none can be had. */
  get(): Promise<string>;
  /** Forgets the token after the connector answered 401; given the refused token, a newer one is kept. */
  clear(refused?: string): void;
}

/** Says why the bot got no token, in words an operator can act on; never holds the secret. */
export class ConnectorTokenError extends Error {
  /** The HTTP status of the token endpoint; undefined when it could not be reached or understood. */
  readonly status: number | undefined;

  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'ConnectorTokenError';
    this.status = options.status;
  }
}

const marginMs = 5 * 60_000;

/**
 * Gets and keeps the bot's token by OAuth client credentials (RFC 6749, 4.4), so that sending costs no extra trip.
 * A token is used until 5 minutes before it ends, or half its life if that is shorter; callers at the same moment
 * share one request; a failure is not remembered, the next call tries again.
 */
export function connectorToken(deps: {
  readonly tokenUrl: string;
  readonly appId: string;
  readonly appPassword: string;
  readonly scope?: string;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
}): ConnectorToken {
  const { tokenUrl, appId, appPassword, scope = 'https://api.botframework.com/.default', fetch, now } = deps;
  const form = { grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope };
  let current: { readonly token: string; readonly useUntilMs: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const askedAtMs = now().getTime();
    const init = { method: 'POST', body: new URLSearchParams(form) };
    const answer = await fetchJson({ fetch, url: tokenUrl, init }).catch((cause: unknown) => {
      throw new ConnectorTokenError(`The token endpoint ${tokenUrl} gave no answer: ${reason(cause)}`, {
        cause,
      });
    });
    const { token, lifeMs } = issued(answer, tokenUrl);
    current = { token, useUntilMs: askedAtMs + lifeMs - Math.min(marginMs, lifeMs / 2) };
    return token;
  }

  return {
    async get() {
      if (current && now().getTime() < current.useUntilMs) return current.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    clear(refused) {
      if (refused === undefined || refused === current?.token) current = undefined;
    },
  };
}

function issued(
  answer: { status: number; body: unknown },
  tokenUrl: string,
): { token: string; lifeMs: number } {
  const { status } = answer;
  const body = (answer.body ?? {}) as Record<string, unknown>;
  if (status !== 200) {
    const told = [body.error, body.error_description].filter((word) => typeof word === 'string').join(': ');
    throw new ConnectorTokenError(`The token endpoint ${tokenUrl} answered ${status} ${told}`.trim(), {
      status,
    });
  }
  const lifeSeconds = Number(body.expires_in);
  if (typeof body.access_token !== 'string' || body.access_token === '' || !(lifeSeconds > 0)) {
    throw new ConnectorTokenError(`The token endpoint ${tokenUrl} answered without a usable token`, {
      status,
    });
  }
  return { token: body.access_token, lifeMs: lifeSeconds * 1000 };
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
}
