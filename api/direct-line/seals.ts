import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who a web chat's token speaks for; bound for good, whatever a page says later. */
export interface ChatClaims {
  readonly conversationId: string;
  /** A `dl_` id: Direct Line clients take it from the token and may not change it. */
  readonly user: string;
  readonly name: string | null;
  /** Set when somebody we trust vouched for the customer. */
  readonly externalId: string | null;
}

/** A token that was opened: `expiredFor` is how many seconds ago it ended, below 0 while it is good. */
export interface Opened<T> {
  readonly claims: T;
  readonly expiredFor: number;
}

/** Makes and opens tokens of one purpose; one of another purpose, or of another secret, does not open. */
export interface Seal<T> {
  make(claims: T, seconds: number): string;
  open(token: string): Opened<T> | undefined;
}

/** How long a web chat's token is good; clients of Direct Line renew it at half of that. */
export const chatSeconds = 1800;
/** A page that comes back within this time goes on with its old conversation. */
export const resumeSeconds = 30 * 24 * 3600;
/** How long an address for a socket is good. */
export const streamSeconds = 60;
/** How long the address of a file is good: a working day with the page open. */
export const fileSeconds = 12 * 3600;

/** Every kind of token a web chat needs; each has a key of its own, made from the installation's one secret. */
export const chatSeals = (secret: string) => ({
  chat: seal<ChatClaims>(secret, 'chat'),
  stream: seal<{ readonly conversationId: string; readonly user: string }>(secret, 'stream'),
  file: seal<{ readonly attachmentId: string }>(secret, 'file'),
});

export type ChatSeals = ReturnType<typeof chatSeals>;

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

type Dated<T> = T & { readonly exp: number };
/** A page shows its token with every call; each is checked once and remembered, but its end is looked at each time. */
const mostOpened = 10_000;

/**
 * JSON web tokens, HS256 and nothing else: the header is compared as a whole, so no token can choose how it is checked.
 * Time is the real one, which the demo's clock does not move: a chat outlives a jump of four hours.
 */
function seal<T extends object>(secret: string, purpose: string): Seal<T> {
  const key = createHmac('sha256', secret).update(`fieldline web chat ${purpose}`).digest();
  const sign = (body: string) => createHmac('sha256', key).update(`${header}.${body}`).digest();
  const now = () => Math.floor(Date.now() / 1000);
  const opened = new Map<string, Dated<T>>();
  return {
    make: (claims, seconds) => {
      const body = Buffer.from(JSON.stringify({ ...claims, iat: now(), exp: now() + seconds })).toString(
        'base64url',
      );
      return `${header}.${body}.${sign(body).toString('base64url')}`;
    },
    open: (token) => {
      const known = opened.get(token);
      if (known) return { claims: known, expiredFor: now() - known.exp };
      const [given, body = '', signature = '', ...more] = token.split('.');
      const right = sign(body);
      const theirs = Buffer.from(signature, 'base64url');
      if (
        given !== header ||
        more.length > 0 ||
        theirs.length !== right.length ||
        !timingSafeEqual(theirs, right)
      )
        return undefined;
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Dated<T>;
      if (opened.size >= mostOpened) opened.clear();
      opened.set(token, claims);
      return { claims, expiredFor: now() - claims.exp };
    },
  };
}
