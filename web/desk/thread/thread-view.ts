import { element } from '../../kit/element.ts';
import { sayDay } from '../say-time.ts';
import type { Merged, Post } from './feed.ts';
import { postRow, type Row, type RowOptions } from './post-row.ts';

/** The thread on the screen. */
export interface ThreadView {
  readonly element: HTMLElement;
  /** Shows what came in; `quietly` for what the page shows first, which is news to nobody. */
  show(merged: Merged, how?: 'quietly'): void;
  rowOf(postId: string): Row | undefined;
  /** Brings a post into view and marks it for a moment. */
  goTo(postId: string, how?: 'keep-focus'): void;
  /** Adds something that is not a post yet, such as a line on its way. */
  append(extra: HTMLElement): void;
  /** Whether a person can see a post right now. */
  isSeen(postId: string): boolean;
}

interface ThreadDeps extends RowOptions {
  now(): number;
  onUnseen(count: number): void;
  /** Whether the person is just doing something: what that changes is no news to them. */
  isActing(): boolean;
}

/** So close to its end counts as reading along: what comes new then scrolls into view. */
const nearEndPx = 160;
const seenAfterMs = 1_200;

/** Keeps the list of posts on the screen in step with the thread, and knows what has been looked at. */
export function threadView(deps: ThreadDeps): ThreadView {
  const rows = new Map<string, Row>();
  const unseen = new Set<string>();
  const list = element('ol', { className: 'thread__list', 'aria-label': 'Messages', 'data-list': '' });
  const jump = element('button', { className: 'thread__jump', type: 'button', hidden: true });
  const scroller = element(
    'div',
    { className: 'thread__scroll', tabIndex: 0, role: 'region', 'aria-label': 'Conversation with Fieldline' },
    list,
  );
  const root = element('div', { className: 'thread' }, scroller, jump);

  const isNearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEndPx;
  const toEnd = () => scroller.scrollTo({ top: scroller.scrollHeight });

  /** The end of the thread, or the beginning of what is new where that is more than the screen holds. */
  const toNewest = (added: readonly string[]) => {
    toEnd();
    const first = added.map((id) => rows.get(id)?.element).find((row) => row !== undefined);
    const above = first ? scroller.getBoundingClientRect().top - first.getBoundingClientRect().top : 0;
    if (above > 0) scroller.scrollBy({ top: -above - 16 });
  };

  const count = () => {
    const hidden = [...unseen].filter((id) => !isInView(id));
    const last = hidden.at(-1);
    jump.hidden = last === undefined;
    if (last !== undefined) {
      const isAbove =
        (rows.get(last)?.element.getBoundingClientRect().top ?? 0) < scroller.getBoundingClientRect().top;
      const words = hidden.length === 1 ? '1 new or changed' : `${hidden.length} new or changed`;
      jump.textContent = `${isAbove ? '↑' : '↓'} ${words}`;
      jump.onclick = () => goTo(last);
    }
    deps.onUnseen(unseen.size);
  };
  const isInView = (id: string): boolean => {
    const box = rows.get(id)?.element.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    return box !== undefined && box.bottom > frame.top + 24 && box.top < frame.bottom - 24;
  };
  const look = () => {
    if (document.hidden) return;
    for (const id of unseen)
      if (isInView(id))
        setTimeout(() => {
          if (document.hidden || !isInView(id) || !unseen.delete(id)) return;
          rows.get(id)?.unseen(null);
          count();
        }, seenAfterMs);
    count();
  };
  scroller.addEventListener('scroll', look, { passive: true });
  document.addEventListener('visibilitychange', look);

  const goTo = (postId: string, how?: 'keep-focus') => {
    const row = rows.get(postId);
    if (!row) return;
    row.element.scrollIntoView({
      block: row.element.offsetHeight > scroller.clientHeight ? 'start' : 'center',
      behavior: smoothly(),
    });
    if (!how) row.element.focus({ preventScroll: true });
    row.element.setAttribute('data-found', '');
    setTimeout(() => row.element.removeAttribute('data-found'), 1_600);
  };

  const place = (posts: readonly Post[]) => {
    const wanted: HTMLElement[] = [];
    let day = '';
    for (const post of posts) {
      const words = sayDay(post.at, deps.now());
      if (words !== day) wanted.push(element('li', { className: 'thread__day' }, words));
      day = words;
      const row = rows.get(post.id);
      if (row) wanted.push(row.element);
    }
    for (const old of [...list.children])
      if (!wanted.includes(old as HTMLElement) && !old.hasAttribute('data-extra')) old.remove();
    // Only what stands wrong is moved, so that the focus and what is being typed stay where they are.
    wanted.forEach((one, index) => {
      if (list.children[index] !== one) list.insertBefore(one, list.children[index] ?? null);
    });
  };

  return {
    element: root,
    show: ({ posts, added, changed }, how) => {
      const wasNearEnd = isNearEnd();
      const byId = new Map(posts.map((post) => [post.id, post]));
      for (const id of added) {
        const post = byId.get(id);
        if (post) rows.set(id, postRow(post, deps));
      }
      place(posts);
      for (const id of changed) {
        const post = byId.get(id);
        if (post) rows.get(id)?.update(post);
      }
      if (how === 'quietly') return toEnd();
      for (const id of [...added, ...changed]) {
        const isOwnDoing = deps.isActing() && !added.includes(id);
        if (byId.get(id)?.author !== 'bot' || isOwnDoing) continue;
        unseen.add(id);
        rows.get(id)?.unseen(added.includes(id) ? 'new' : 'changed');
      }
      if (wasNearEnd && added.length > 0) toNewest(added);
      look();
    },
    rowOf: (postId) => rows.get(postId),
    goTo,
    append: (extra) => {
      extra.setAttribute('data-extra', '');
      list.append(extra);
      toEnd();
    },
    isSeen: (postId) => !document.hidden && isInView(postId),
  };
}

const smoothly = (): ScrollBehavior =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
