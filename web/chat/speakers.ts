import type { Activity, Element, StoreAction } from './web-chat.ts';

type Render = (...args: readonly unknown[]) => Element;
type Next = (...args: readonly unknown[]) => Render | false;

const isPerson = ({ from }: Activity): boolean => from.role !== 'user' && from.id !== 'bot';

/** The letters of an avatar: first and last name's. */
export const initialsOf = (name: string): string => {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((one) => one?.charAt(0).toUpperCase() ?? '')
    .join('');
};

/**
 * Makes an element without React, which the bundle does not hand out: an element is plain data, so another one of the
 * same make shows how.
 */
const likewise = (like: Element, type: string, props: Readonly<Record<string, unknown>>): Element =>
  ({ ...like, type, key: null, ref: null, props }) as Element;

/** Shows whose message it is: the letters of a person, the sign of the bot. */
export const avatarMiddleware =
  () => (next: Next) => (asked: { readonly activity: Activity; readonly fromUser: boolean }) => {
    const render = next(asked);
    if (!render || asked.fromUser) return render;
    const { name = '' } = asked.activity.from;
    const kind = isPerson(asked.activity) ? '' : ' talk__avatar--bot';
    return () =>
      likewise(render(), 'div', {
        className: `talk__avatar${kind}`,
        'aria-hidden': true,
        children: initialsOf(name) || '·',
      });
  };

interface Groups {
  readonly sender: readonly (readonly Activity[])[];
  readonly status: readonly (readonly Activity[])[];
}

/** Keeps messages of different people apart: Web Chat takes everybody who is not the customer for one. */
export const groupActivitiesMiddleware =
  () =>
  (next: (asked: { readonly activities: readonly Activity[] }) => Groups) =>
  (asked: { readonly activities: readonly Activity[] }): Groups => {
    const { sender, status } = next(asked);
    return { sender: sender.flatMap(bySpeaker), status: status.flatMap(bySpeaker) };
  };

function bySpeaker(group: readonly Activity[]): Activity[][] {
  const parts: Activity[][] = [];
  for (const activity of group) {
    const last = parts.at(-1);
    if (last?.[0]?.from.id === activity.from.id) last.push(activity);
    else parts.push([activity]);
  }
  return parts;
}

/** Puts the name above the first of a person's messages in a row. */
export const activityMiddleware =
  () =>
  (next: Next) =>
  (asked: { readonly activity: Activity }, ...more: readonly unknown[]) => {
    const render = next(asked, ...more);
    const { activity } = asked;
    if (!render || !activity.channelData?.introduces) return render;
    return (...args: readonly unknown[]) => {
      const shown = render(...args);
      const name = likewise(shown, 'div', { className: 'talk__speaker', children: activity.from.name });
      return likewise(shown, 'div', {
        children: [
          { ...name, key: 'name' },
          { ...shown, key: 'message' },
        ],
      });
    };
  };

/**
 * Prepares what comes in: marks where another person begins to speak, and has text drawn by `drawText`, which knows
 * links but no markup.
 */
export function incoming() {
  let speaker = '';
  return () => (next: (action: StoreAction) => unknown) => (action: StoreAction) => {
    const activity = action.payload?.activity;
    if (action.type !== 'DIRECT_LINE/INCOMING_ACTIVITY' || activity?.type !== 'message') return next(action);
    const introduces = isPerson(activity) && speaker !== activity.from.id;
    speaker = activity.from.id;
    const channelData = { ...activity.channelData, ...(introduces && { introduces }) };
    return next({
      ...action,
      payload: { ...action.payload, activity: { ...activity, textFormat: 'markdown', channelData } },
    });
  };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Draws text as it was written: paragraphs, line ends and web addresses; whatever looks like markup stays text. */
export const drawText = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map(
      (paragraph) =>
        `<p>${paragraph
          .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/g)
          .map(drawPiece)
          .join('')}</p>`,
    )
    .join('');

const drawPiece = (piece: string, at: number): string =>
  at % 2 === 1
    ? `<a href="${escaped(piece)}" target="_blank" rel="noopener noreferrer">${escaped(piece)}</a>`
    : escaped(piece).replaceAll('\n', '<br>');
