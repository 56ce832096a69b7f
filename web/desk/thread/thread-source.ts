import { Unanswered } from '../../kit/ask.ts';
import type { Server } from '../server.ts';
import { type Merged, mergePosts, newestIn, type Post } from './feed.ts';

/** The thread as the page holds it, kept in step with the server. */
export interface ThreadSource {
  posts(): readonly Post[];
  /** Asks for what changed. Calls that come while one is on its way are answered by one more. */
  refresh(): Promise<void>;
  /** Asks for one post that changed; those that change meanwhile are asked for together afterwards. */
  renew(postId: string): Promise<void>;
  take(fresh: readonly Post[]): void;
  /** A card that a press has just answered with stands for its post until the server tells more. */
  replace(post: Post): void;
}

/** A change that began earlier may become visible later: so much of the past is asked for again with each news. */
const overlapMs = 5_000;
/** More changes than these are asked for as one list. */
const mostAlone = 10;

/** Loads the thread and its news; everything new is told once, in order. */
export function threadSource(
  server: Pick<Server, 'get'>,
  tell: (merged: Merged, how?: 'quietly') => void,
): ThreadSource {
  let posts: readonly Post[] = [];
  let isFirst = true;
  let running: Promise<void> | undefined;
  let isWanted = false;

  const take = (fresh: readonly Post[], how?: 'quietly') => {
    const merged = mergePosts(posts, fresh);
    posts = merged.posts;
    if (merged.added.length > 0 || merged.changed.length > 0 || how) tell(merged, how);
  };
  const load = async () => {
    const newest = newestIn(posts);
    const since = newest && new Date(Date.parse(newest) - overlapMs).toISOString();
    const query = new URLSearchParams({ top: since ? '200' : '60', ...(since && { since }) });
    const { value } = await server.get<{ value: readonly Post[] }>(`/api/desk/posts?${query}`);
    take(value, isFirst ? 'quietly' : undefined);
    isFirst = false;
  };
  const refresh = (): Promise<void> => {
    isWanted = running !== undefined;
    running ??= load().finally(() => {
      running = undefined;
      if (isWanted) return refresh();
    });
    return running;
  };

  const stale = new Set<string>();
  let renewing: Promise<void> | undefined;

  const one = async (id: string): Promise<readonly Post[]> => {
    try {
      return [await server.get<Post>(`/api/desk/posts/${encodeURIComponent(id)}`)];
    } catch (error) {
      if (error instanceof Unanswered && error.status === 404) return [];
      throw error;
    }
  };
  const renewStale = async (): Promise<void> => {
    while (stale.size > 0) {
      const ids = [...stale];
      stale.clear();
      try {
        if (isFirst || ids.length > mostAlone) await refresh();
        else take((await Promise.all(ids.map(one))).flat());
      } catch (error) {
        for (const id of ids) stale.add(id); // asked for again with the next news
        throw error;
      }
    }
  };
  const renewAll = (): Promise<void> => {
    renewing ??= renewStale().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  return {
    posts: () => posts,
    refresh: () => refresh().then(renewAll),
    renew: (postId) => {
      stale.add(postId);
      return renewAll();
    },
    take: (fresh) => take(fresh),
    replace: (post) => {
      posts = posts.map((one) => (one.id === post.id ? post : one));
    },
  };
}
