import { cardConfig, styleOptions } from './look.ts';
import type { Session } from './session.ts';
import {
  activityMiddleware,
  avatarMiddleware,
  drawText,
  groupActivitiesMiddleware,
  incoming,
} from './speakers.ts';
import { webChat } from './web-chat.ts';
import { word } from './words.ts';

/** How the talk stands, for the page around it. */
export type TalkState = 'connecting' | 'online' | 'away' | 'expired' | 'over';

export interface Talk {
  /** Goes on with a new token for the same conversation. */
  renew(token: string): void;
  close(): void;
}

/** States of the Direct Line client, by its own numbers. */
const states: readonly TalkState[] = ['connecting', 'connecting', 'online', 'expired', 'over', 'over'];

/** How long one call may take; and how soon the next one is tried while the line is down. */
const patientMs = 60_000;
const eagerMs = 3_000;

/** Shows a conversation in Web Chat and keeps it connected. `tell` hears of each change. */
export function openTalk(mount: HTMLElement, session: Session, tell: (state: TalkState) => void): Talk {
  let isClosed = false;
  const { conversationId, user } = session;
  const say = (state: TalkState) => isClosed || tell(state);

  /** A socket that says when the line is up and when it is down: the client itself keeps that to itself. */
  class WatchedSocket extends WebSocket {
    constructor(address: string) {
      super(address);
      this.addEventListener('open', () => {
        directLine.timeout = patientMs;
        say('online');
      });
      this.addEventListener('close', () => {
        directLine.timeout = eagerMs;
        say('away');
      });
    }
  }

  const directLine = webChat().createDirectLine({
    domain: `${location.origin}/v3/directline`,
    token: session.token,
    ...(session.isKept && { conversationId }),
    conversationStartProperties: { locale: navigator.language },
  });
  directLine.timeout = patientMs;
  directLine.retries = Number.MAX_SAFE_INTEGER;
  directLine.services.WebSocket = WatchedSocket;
  directLine.services.random = () => -0.2 * Math.random(); // back within 0.6 to 3 s instead of 3 to 15
  const heard = directLine.connectionStatus$.subscribe((status) => say(states[status] ?? 'over'));

  const fixed = {
    directLine,
    store: webChat().createStore({}, incoming()),
    userID: user.id,
    username: user.name ?? '',
    locale: navigator.language,
    nonce: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce,
    sendTypingIndicator: true,
    renderMarkdown: drawText,
    activityMiddleware,
    avatarMiddleware,
    groupActivitiesMiddleware,
    overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: word('placeholder') },
  };
  const draw = () =>
    webChat().renderWebChat(
      { ...fixed, styleOptions: styleOptions(), adaptiveCardsHostConfig: cardConfig() },
      mount,
    );
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', draw);
  draw();

  return {
    renew: (token) => directLine.reconnect({ conversationId, token }),
    close: () => {
      isClosed = true;
      scheme.removeEventListener('change', draw);
      heard.unsubscribe();
      directLine.end();
      mount.replaceChildren();
    },
  };
}
