import { Unanswered } from '../kit/ask.ts';
import { element } from '../kit/element.ts';
import { type Answer, type Press, placeOf } from './card/presses.ts';
import type { CardPress } from './card/view.ts';
import { type Server, wordsOf } from './server.ts';
import type { CardJson, Post } from './thread/feed.ts';
import { postRow, type Row } from './thread/post-row.ts';
import { typingSign } from './thread/typing.ts';

/** The card of one case, on a page of its own. */
export interface CaseCard {
  readonly element: HTMLElement;
  /** The post of the person's thread that it is. */
  readonly postId: string;
  renew(): void;
}

interface CaseCardDeps {
  readonly server: Server;
  readonly personId: string;
  readonly caseId: string;
}

/** Shows the case's card as it stands in the person's thread; a case that was never there is put there first. */
export function caseCard({ server, personId, caseId }: CaseCardDeps): CaseCard {
  const postId = `${personId}:case:${caseId}`;
  const place = element('section', { className: 'case-page__card', 'aria-label': 'The case' });
  const showTyping = typingSign(server);
  const send = ({ verb, data }: Press) =>
    server.post<Answer>('/api/desk/press', { verb, data }, crypto.randomUUID());
  /** Where a press put its answer is among what changed last. */
  const posts = async () => (await server.get<{ value: readonly Post[] }>('/api/desk/posts?top=20')).value;
  const own = (): Promise<Post | undefined> =>
    server.get<Post>(`/api/desk/posts/${encodeURIComponent(postId)}`).catch((error: unknown) => {
      if (error instanceof Unanswered && error.status === 404) return undefined;
      throw error;
    });
  const asPost = (card: CardJson | undefined): Post => {
    const now = new Date().toISOString();
    return {
      id: postId,
      kind: 'card',
      author: 'bot',
      caseId: null,
      at: now,
      updatedAt: now,
      ...(card && { card }),
    };
  };
  const load = async (): Promise<Post> => {
    return asPost((await own())?.card ?? (await send({ verb: 'case.show', data: { caseId } })).card);
  };

  const row: Promise<Row | undefined> = load().then(
    (post) => {
      const made = postRow(post, {
        canQuote: () => false,
        quote: () => undefined,
        typedInto: () => showTyping(caseId),
        press: (_, press) => pressed(press),
      });
      place.replaceChildren(element('ul', { className: 'case-page__row' }, made.element));
      return made;
    },
    (error: unknown) => {
      place.replaceChildren(element('p', { className: 'card quiet' }, wordsOf(error)));
      return undefined;
    },
  );

  const pressed = async (press: CardPress): Promise<void> => {
    const shown = await row;
    shown?.busy(true, press.button);
    try {
      const answer = await send(press);
      const where = placeOf(answer, postId, await posts());
      if (where.how === 'note') shown?.note(where.text, 'said');
      if (where.how === 'replace') shown?.answer(asPost(answer.card), press.sent);
      // Another card, such as the times for a visit, stands in the thread: that is where it can be answered.
      if (where.how === 'elsewhere') location.assign('/desk');
    } catch (error) {
      shown?.note(wordsOf(error));
    } finally {
      shown?.busy(false);
    }
  };

  const renew = async (): Promise<void> => {
    const shown = await row;
    shown?.update(await load());
  };
  return { element: place, postId, renew: () => void renew().catch(() => undefined) };
}
