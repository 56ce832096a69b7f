import { element } from '../kit/element.ts';
import { stateWords } from './desk-head.ts';
import type { LiveState } from './live-changes.ts';

/** The head of a page about one thing. */
export interface PageFrame {
  readonly head: HTMLElement;
  title(words: string, under: string): void;
  link(words: string, address: string): void;
  state(state: LiveState): void;
}

/** Draws the head: the way back, what it is about, and whether it is up to date. */
export function pageFrame(first: string): PageFrame {
  const title = element('h1', { className: 'page-head__title' }, first);
  const under = element('p', { className: 'small quiet' });
  const state = element('p', { className: 'desk__state small', role: 'status' });
  const links = element('nav', { className: 'page-head__links', 'aria-label': 'Related' });
  const head = element(
    'header',
    { className: 'page-head' },
    element('a', { className: 'button button--quiet', href: '/desk' }, '← Desk'),
    element('div', { className: 'page-head__words' }, title, under),
    links,
    state,
  );
  return {
    head,
    title: (words, small) => {
      title.textContent = words;
      under.textContent = small;
    },
    link: (words, address) =>
      links.replaceChildren(element('a', { className: 'button button--quiet', href: address }, words)),
    state: (now) => {
      state.dataset.state = now;
      state.textContent = stateWords[now];
    },
  };
}
