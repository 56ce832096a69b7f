import type { IncomingMessage } from 'node:http';

const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** Whether a Host header, with or without a port, names this machine. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);

/**
 * Whether a request that came from this machine's address was truly made on it: through no proxy, which hides the real
 * caller, by no host name that somebody made point here, and by no page of another site open in a browser here.
 * The peer's address itself is looked at by the caller.
 */
export function isAtThisMachine({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { host = '', origin } = headers;
  const isProxied = proxied.some((name) => headers[name] !== undefined);
  const isOurPage = origin === undefined || isLoopbackHost(origin.replace(/^https?:\/\//, ''));
  return !isProxied && isLoopbackHost(host) && isOurPage;
}
