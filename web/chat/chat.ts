import { Unanswered } from '../kit/ask.ts';
import { part } from '../kit/element.ts';
import { chosenWriter } from './personas.ts';
import { claimAlone, endSession, openSession, type Session, vouchedWriter, type Writer } from './session.ts';
import { openTalk, type Talk, type TalkState } from './talk.ts';
import { language, word } from './words.ts';

const state = part('#state');
const banner = part('#banner');
const cover = part('#cover');
const message = part('#message');
const hint = part('#hint');
const again = part<HTMLButtonElement>('#again');

let talk: Talk | undefined;
/** Waits twice as long after each failure, up to half a minute. */
let failures = 0;
let nextTry: ReturnType<typeof setInterval> | undefined;
let lostSince: ReturnType<typeof setTimeout> | undefined;

async function begin(writer: Writer, how: 'ask' | 'take' = 'ask'): Promise<void> {
  clearInterval(nextTry);
  showCover('opening');
  if (!(await claimAlone(writer, how, () => showElsewhere(writer)))) return showElsewhere(writer);
  await connect(writer);
}

async function connect(writer: Writer): Promise<void> {
  clearInterval(nextTry);
  showCover('opening');
  let session: Session;
  try {
    session = await openSession(writer);
  } catch (error) {
    return showUnreachable(writer, error);
  }
  const hear = (now: TalkState) => {
    showState(now === 'expired' || now === 'over' ? 'away' : now);
    if (now === 'online') {
      failures = 0;
      uncover();
    }
    if (now === 'expired') void renew(writer);
    if (now === 'over') showUnreachable(writer);
  };
  talk?.close();
  talk = openTalk(part('#talk'), session, hear);
}

/** A page that slept longer than its token: the same conversation goes on with a new one. */
async function renew(writer: Writer): Promise<void> {
  try {
    const session = await openSession(writer);
    talk?.renew(session.token);
  } catch (error) {
    showUnreachable(writer, error);
  }
}

function showState(now: 'connecting' | 'online' | 'away'): void {
  state.textContent = word(now);
  state.dataset.state = now;
  clearTimeout(lostSince);
  if (now === 'away') lostSince = setTimeout(() => showBanner(word('lost')), 4000);
  else showBanner('');
}

function showBanner(text: string): void {
  banner.textContent = text;
  banner.hidden = text === '';
}

function showCover(
  what: Parameters<typeof word>[0],
  then?: { hint?: string; button?: string; press?: () => void },
): void {
  cover.hidden = false;
  cover.dataset.cover = then ? 'message' : 'waiting';
  message.textContent = word(what);
  hint.textContent = then?.hint ?? '';
  again.hidden = !then?.button;
  again.textContent = then?.button ?? '';
  again.onclick = () => then?.press?.();
}

function uncover(): void {
  if (cover.hidden) return;
  cover.hidden = true;
  // On a phone the keyboard would cover the talk before it was read.
  if (matchMedia('(hover: hover)').matches)
    document.querySelector<HTMLElement>('[data-id="webchat-sendbox-input"]')?.focus();
}

function showElsewhere(writer: Writer): void {
  talk?.close();
  talk = undefined;
  showState('connecting');
  state.textContent = '';
  showCover('elsewhere', { button: word('here'), press: () => void begin(writer, 'take') });
}

function showUnreachable(writer: Writer, error?: unknown): void {
  talk?.close();
  talk = undefined;
  showState('away');
  if (error instanceof Unanswered && error.status >= 400 && error.status < 500 && error.status !== 429)
    return void showCover('refused', { hint: word('refusedHint') });
  let seconds = Math.min(30, 2 ** ++failures);
  const press = () => void connect(writer);
  const count = () => {
    if (seconds === 0) return press();
    showCover('unreachable', { hint: word('trying', { seconds }), button: word('again'), press });
    seconds -= 1;
  };
  clearInterval(nextTry);
  nextTry = setInterval(count, 1000);
  count();
}

async function start(): Promise<void> {
  document.documentElement.lang = language;
  part('#privacy').textContent = word('privacy');
  showState('connecting');
  showCover('opening');
  const writer = vouchedWriter() ?? (await chosenWriter());
  const fresh = part('#fresh');
  fresh.textContent = word('fresh');
  fresh.addEventListener('click', () => {
    endSession(writer);
    location.reload();
  });
  await begin(writer);
}

void start();
