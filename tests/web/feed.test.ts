import assert from 'node:assert/strict';
import {
  caseCardIn,
  inShort,
  mergePosts,
  newestIn,
  type Post,
  subjectOf,
} from '../../web/desk/thread/feed.ts';

const post = (given: Partial<Post>): Post => ({
  id: 'p-1',
  kind: 'text',
  author: 'bot',
  text: 'hello',
  caseId: null,
  at: '2026-03-02T09:00:00.000Z',
  updatedAt: '2026-03-02T09:00:00.000Z',
  ...given,
});
const later = '2026-03-02T09:05:00.000Z';
const aCard = (id: string, words: string, given: Partial<Post> = {}): Post => {
  const { text: _, ...rest } = post({ id, kind: 'card', ...given });
  return { ...rest, card: { fallbackText: words } };
};

describe("the desk's thread", () => {
  it('puts what is new at its place in time and says that it is new', () => {
    const { posts, added, changed } = mergePosts(
      [post({ id: 'b', at: later })],
      [post({ id: 'a' }), post({ id: 'c', at: '2026-03-02T09:10:00.000Z' })],
    );
    assert.deepEqual(
      posts.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
    assert.deepEqual([added, changed], [['a', 'c'], []]);
  });

  it('leaves a card where it first stood when it is drawn anew', () => {
    const known = [aCard('A:case:1', 'C-1042'), post({ id: 'b', at: later })];
    const { posts, added, changed } = mergePosts(known, [
      aCard('A:case:1', 'C-1042 · parked', { updatedAt: later }),
    ]);
    assert.deepEqual(
      posts.map(({ id }) => id),
      ['A:case:1', 'b'],
    );
    assert.equal(posts[0]?.card?.fallbackText, 'C-1042 · parked');
    assert.deepEqual([added, changed], [[], ['A:case:1']]);
  });

  it('moves a card that was asked for anew to the end, though it says the same', () => {
    const known = [aCard('A:home:A', 'Hello'), post({ id: 'b', at: later })];
    const again = '2026-03-02T09:10:00.000Z';
    const { posts } = mergePosts(known, [aCard('A:home:A', 'Hello', { at: again, updatedAt: again })]);
    assert.deepEqual(
      posts.map(({ id }) => id),
      ['b', 'A:home:A'],
    );
  });

  it('takes no notice of repeats, nor of news older than what it shows', () => {
    const known = [aCard('A:case:1', 'C-1042 · parked', { updatedAt: later })];
    assert.deepEqual(mergePosts(known, known).changed, []);
    const late = mergePosts(known, [aCard('A:case:1', 'C-1042')]);
    assert.equal(late.posts[0]?.card?.fallbackText, 'C-1042 · parked');
    assert.deepEqual(late.changed, []);
  });

  it('shows what a person typed before what the bot made of it in the same moment', () => {
    const fresh = [
      aCard('A:home:A', 'Hello Ana'),
      post({ id: 'line' }),
      post({ id: 'typed', author: 'person', text: 'status' }),
    ];
    assert.deepEqual(
      mergePosts([], fresh).posts.map(({ id }) => id),
      ['typed', 'line', 'A:home:A'],
    );
  });

  it('counts a post that comes twice in one answer as new once', () => {
    const { added, changed, posts } = mergePosts(
      [],
      [post({}), post({ text: 'hello again', updatedAt: later })],
    );
    assert.deepEqual([added, changed, posts[0]?.text], [['p-1'], [], 'hello again']);
  });

  it('knows up to when it has heard', () => {
    assert.equal(newestIn([]), undefined);
    assert.equal(newestIn([post({ updatedAt: later }), post({ id: 'b' })]), later);
  });

  it('reads from its id what a card is about, whatever characters the ids hold', () => {
    assert.deepEqual(subjectOf(aCard('A-1:escalation:escalation:kpi-1', ''), 'A-1'), {
      card: 'escalation',
      subjectId: 'escalation:kpi-1',
    });
    assert.equal(subjectOf(aCard('A-2:case:1', ''), 'A-1'), null);
    assert.equal(subjectOf(post({ id: 'A-1:case:1' }), 'A-1'), null);
  });

  it("finds the card of a case, and no other case's", () => {
    const posts = [aCard('A:offer:1', ''), aCard('A:case:1', ''), aCard('A:case:12', '')];
    assert.equal(caseCardIn(posts, 'A', '1')?.id, 'A:case:1');
    assert.equal(caseCardIn(posts, 'A', '2'), undefined);
  });

  it('says a post in one short line', () => {
    assert.equal(inShort(aCard('A:case:1', 'C-1042 · the AC leaks')), 'C-1042 · the AC leaks');
    assert.equal(inShort(post({ text: 'two\nlines' })), 'two lines');
    assert.equal(inShort(post({ text: 'x'.repeat(300) })).length, 120);
  });
});
