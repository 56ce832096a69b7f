/** One line or card of a person's thread with the bot, as the API tells it. */
export interface Post {
  readonly id: string;
  readonly kind: 'text' | 'card';
  readonly author: 'bot' | 'person';
  readonly text?: string;
  readonly card?: CardJson;
  readonly caseId: string | null;
  readonly at: string;
  readonly updatedAt: string;
}

/** An Adaptive Card as plain JSON; `fallbackText` says it in a few words. */
export interface CardJson {
  readonly fallbackText?: string;
  readonly [property: string]: unknown;
}

/** What became of the thread when news came in. */
export interface Merged {
  /** The whole thread, oldest first. A card stays where it first stood, however often it is redrawn, as in Teams. */
  readonly posts: readonly Post[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
}

/** Takes fresh posts into the thread. News that is older than what is shown, and repeats of it, change nothing. */
export function mergePosts(known: readonly Post[], fresh: readonly Post[]): Merged {
  const posts = new Map(known.map((post) => [post.id, post]));
  const added = new Set<string>();
  const changed = new Set<string>();
  for (const post of fresh) {
    const shown = posts.get(post.id);
    if (shown && (post.updatedAt < shown.updatedAt || looksLike(post, shown))) continue;
    posts.set(post.id, post);
    if (!shown) added.add(post.id);
    else if (!added.has(post.id)) changed.add(post.id);
  }
  return { posts: [...posts.values()].sort(inOrder), added: [...added], changed: [...changed] };
}

// One that was asked for anew stands at another place, though it looks the same.
const looksLike = (one: Post, other: Post): boolean =>
  one.at === other.at && one.text === other.text && JSON.stringify(one.card) === JSON.stringify(other.card);

/** By time; what a person typed stands before what the bot made of it in the same moment. */
function inOrder(one: Post, other: Post): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return rank(one) - rank(other);
}

const rank = ({ author, kind }: Post): number => (author === 'person' ? 0 : kind === 'text' ? 1 : 2);

/** From when to ask for news: everything that is shown may have changed at the very same moment again. */
export const newestIn = (posts: readonly Post[]): string | undefined =>
  posts.reduce<string | undefined>(
    (newest, { updatedAt }) => (newest === undefined || updatedAt > newest ? updatedAt : newest),
    undefined,
  );

/** Which card a post is, and about what: its id is `<person>:<card>:<subject>`. */
export function subjectOf({ id, kind }: Post, personId: string): { card: string; subjectId: string } | null {
  if (kind !== 'card' || !id.startsWith(`${personId}:`)) return null;
  const rest = id.slice(personId.length + 1);
  const colon = rest.indexOf(':');
  return colon < 0 ? null : { card: rest.slice(0, colon), subjectId: rest.slice(colon + 1) };
}

/** The thread's card about a case, if it has one. */
export const caseCardIn = (posts: readonly Post[], personId: string, caseId: string): Post | undefined =>
  posts.find((post) => {
    const subject = subjectOf(post, personId);
    return subject?.card === 'case' && subject.subjectId === caseId;
  });

/** What is said of a post where there is no room for it: a notification, a quote. */
export const inShort = ({ text, card }: Post): string => {
  const words = (card?.fallbackText ?? text ?? '').replace(/\s+/g, ' ').trim();
  return words.length > 120 ? `${words.slice(0, 119).trimEnd()}…` : words;
};
