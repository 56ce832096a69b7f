import { element } from '../../kit/element.ts';
import { type Answer, type Press, placeOf } from '../card/presses.ts';
import type { CardPress } from '../card/view.ts';
import { type Server, wordsOf } from '../server.ts';
import { caseCardIn, type Post } from './feed.ts';
import type { ThreadSource } from './thread-source.ts';
import type { ThreadView } from './thread-view.ts';

/** Everything a person does at the desk that the server carries out. */
export interface Deeds {
  say(text: string, quoted: Post | null): Promise<void>;
  /** Presses a button of a post; what comes of it is shown where it was pressed, or where it belongs. */
  press(post: Post, press: Press & Partial<Omit<CardPress, keyof Press>>): Promise<void>;
  /** A press from beside the thread: its answer is a post there. */
  pressAlone(press: Press): Promise<void>;
  showCase(caseId: string): Promise<void>;
  /** Something is on its way, or has come back a moment ago. */
  isActing(): boolean;
}

/** What a deed changes is heard of a little after its answer. */
const echoMs = 1_500;

interface DeedsDeps {
  readonly personId: string;
  readonly server: Server;
  readonly source: ThreadSource;
  readonly thread: ThreadView;
  /** What stands beside the thread may have changed. */
  onDone(): void;
  onRefused(words: string): void;
}

/** Carries out what a person does and shows what came of it; nothing that was refused is ever lost silently. */
export function deskDeeds(deps: DeedsDeps): Deeds {
  const { personId, server, source, thread, onDone, onRefused } = deps;
  let running = 0;
  let endedAt = 0;
  const acting = async <T>(deed: () => Promise<T>): Promise<T> => {
    running += 1;
    try {
      return await deed();
    } finally {
      running -= 1;
      endedAt = Date.now();
      onDone();
    }
  };
  const send = ({ verb, data }: Press) =>
    server.post<Answer>('/api/desk/press', { verb, data }, crypto.randomUUID());

  const say = async (text: string, quoted: Post | null, key = crypto.randomUUID()): Promise<void> => {
    const line = bubble(text);
    thread.append(line.element);
    try {
      const body = { text, ...(quoted && { quotedPostId: quoted.id }) };
      const { value } = await server.post<{ value: readonly Post[] }>('/api/desk/say', body, key);
      line.element.remove();
      source.take(value);
      const answers = value.filter(({ author }) => author === 'bot');
      const answer = answers.findLast(({ kind }) => kind === 'text') ?? answers.at(-1);
      if (answer) thread.goTo(answer.id, 'keep-focus');
    } catch (error) {
      line.fail(wordsOf(error), () => void acting(() => say(text, quoted, key)));
    }
  };

  const press: Deeds['press'] = async (post, pressed) => {
    const row = thread.rowOf(post.id);
    row?.busy(true, pressed.button);
    try {
      const answer = await send(pressed);
      await source.refresh();
      showAnswer(post, answer, pressed.sent ?? new Set());
    } catch (error) {
      row?.note(wordsOf(error));
      source.refresh().catch(() => undefined); // a stale card is redrawn as things are now
    } finally {
      row?.busy(false);
    }
  };

  const showAnswer = (post: Post, answer: Answer, sent: ReadonlySet<string>) => {
    const row = thread.rowOf(post.id);
    const place = placeOf(answer, post.id, source.posts());
    if (place.how === 'note') row?.note(place.text, 'said');
    if (place.how === 'elsewhere') thread.goTo(place.postId);
    if (place.how !== 'replace' || !answer.card) return;
    const shown = { ...(source.posts().find(({ id }) => id === post.id) ?? post), card: answer.card };
    source.replace(shown);
    row?.answer(shown, sent);
  };

  const pressAlone = async (pressed: Press): Promise<void> => {
    try {
      const answer = await send(pressed);
      await source.refresh();
      const place = placeOf(answer, null, source.posts());
      if (place.how === 'elsewhere') thread.goTo(place.postId);
    } catch (error) {
      onRefused(wordsOf(error));
    }
  };

  const showCase = async (caseId: string): Promise<void> => {
    const shown = caseCardIn(source.posts(), personId, caseId);
    if (shown) thread.goTo(shown.id);
    else await pressAlone({ verb: 'case.show', data: { caseId } });
  };

  return {
    say: (text, quoted) => acting(() => say(text, quoted)),
    press: (post, pressed) => acting(() => press(post, pressed)),
    pressAlone: (pressed) => acting(() => pressAlone(pressed)),
    showCase: (caseId) => acting(() => showCase(caseId)),
    isActing: () => running > 0 || Date.now() - endedAt < echoMs,
  };
}

/** A line on its way; it stays, with a way to send it again, when it could not be sent. */
function bubble(text: string) {
  const note = element('p', { className: 'row__note', hidden: true });
  const words = element('div', { className: 'row__card' }, element('p', { className: 'row__text' }, text));
  const made = element(
    'li',
    { className: 'row row--person', 'data-pending': '' },
    element('div', { className: 'row__body' }, words, note),
  );
  const fail = (problem: string, again: () => void) => {
    const onclick = () => {
      made.remove();
      again();
    };
    const button = element(
      'button',
      { className: 'button button--text', type: 'button', onclick },
      'Try again',
    );
    note.hidden = false;
    note.dataset.tone = 'refused';
    note.replaceChildren(`Not sent. ${problem} `, button);
  };
  return { element: made, fail };
}
