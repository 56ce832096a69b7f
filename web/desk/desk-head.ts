import { element } from '../kit/element.ts';
import type { LiveState } from './live-changes.ts';

/** The head of the thread: whom one talks to, and whether the page is up to date. */
export interface DeskHead {
  readonly element: HTMLElement;
  /** Opens the rail where there is no room beside the thread. */
  readonly railButton: HTMLButtonElement;
  state(state: LiveState): void;
  /** Something that went wrong outside the thread. */
  say(words: string): void;
}

/** How the page is connected, in words. */
export const stateWords: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting …',
  live: 'Live',
  asking: 'Up to date',
  offline: 'Offline: trying again',
};

const sayForMs = 8_000;

/** Draws the head of the thread. */
export function deskHead(): DeskHead {
  const state = element('p', { className: 'desk__state small', role: 'status' });
  const problem = element('p', { className: 'desk__problem small', role: 'alert', hidden: true });
  const railButton = element(
    'button',
    {
      className: 'desk__rail-button button button--quiet',
      type: 'button',
      'aria-expanded': 'false',
      'aria-controls': 'rail',
    },
    'My desk',
  );
  const head = element(
    'header',
    { className: 'desk__head' },
    element('img', { src: '/web/kit/mark.svg', alt: '', width: 36, height: 36 }),
    element(
      'div',
      { className: 'desk__bot' },
      element('h1', { className: 'desk__title' }, 'Fieldline'),
      state,
    ),
    problem,
    railButton,
  );
  let hiding: ReturnType<typeof setTimeout> | undefined;
  return {
    element: head,
    railButton,
    state: (now) => {
      state.dataset.state = now;
      state.textContent = stateWords[now];
    },
    say: (words) => {
      problem.textContent = words;
      problem.hidden = false;
      clearTimeout(hiding);
      hiding = setTimeout(() => {
        problem.hidden = true;
      }, sayForMs);
    },
  };
}
