import assert from 'node:assert/strict';
import { draftsOf, placeOf, pressOf, valueFor } from '../../web/desk/card/presses.ts';
import type { Post } from '../../web/desk/thread/feed.ts';

const shown = (id: string, words: string): Post => ({
  id,
  kind: 'card',
  author: 'bot',
  card: { fallbackText: words },
  caseId: null,
  at: '2026-03-02T09:00:00.000Z',
  updatedAt: '2026-03-02T09:00:00.000Z',
});

describe('a pressed button', () => {
  it('asks for its verb with its data and its inputs, as the renderer put them together', () => {
    const action = { verb: 'case.reply', data: { caseId: 'c-1', text: 'on our way' } };
    assert.deepEqual(pressOf(action), { verb: 'case.reply', data: { caseId: 'c-1', text: 'on our way' } });
    assert.deepEqual(pressOf({ verb: 'my-day.show' }), { verb: 'my-day.show', data: {} });
  });

  it('may carry its verb in its data, which is then no input', () => {
    const data = { verb: 'case.rate', caseId: 'c-1', rating: 5, msteams: { type: 'task/fetch' } };
    assert.deepEqual(pressOf({ data }), { verb: 'case.rate', data: { caseId: 'c-1', rating: 5 } });
  });

  it('without a verb asks for nothing', () => {
    assert.equal(pressOf({ data: 'No, still there' }), undefined);
    assert.equal(pressOf({ data: { verb: '' } }), undefined);
  });
});

describe('the answer to a press', () => {
  const posts = [shown('A:home:A', 'Hello Ana'), shown('A:case:1', 'C-1042')];

  it('takes the place of the card it is the newest picture of', () => {
    assert.deepEqual(placeOf({ card: { fallbackText: 'C-1042' } }, 'A:case:1', posts), { how: 'replace' });
  });

  it('takes the place of the card that was pressed when it is no post at all', () => {
    assert.deepEqual(placeOf({ card: { fallbackText: 'Your day' } }, 'A:home:A', posts), { how: 'replace' });
  });

  it('is found where it stands when it is another post, and leaves the pressed card alone', () => {
    const place = placeOf({ card: { fallbackText: 'C-1042' } }, 'A:home:A', posts);
    assert.deepEqual(place, { how: 'elsewhere', postId: 'A:case:1' });
  });

  it('is a line under the card when it is words', () => {
    assert.deepEqual(placeOf({ text: 'Thank you.' }, 'A:case:1', posts), { how: 'note', text: 'Thank you.' });
  });
});

describe('what was typed into a card', () => {
  const fields = [
    { key: 'text|Your answer', initial: '', value: 'We are on' },
    { key: 'type|Resolution type', initial: 'problem-solved', value: 'problem-solved' },
    { key: 'note|Note', initial: '', value: 'VIP' },
  ];

  it('is kept when it differs from what the server put there', () => {
    assert.deepEqual(
      [...draftsOf(fields)],
      [
        ['text|Your answer', 'We are on'],
        ['note|Note', 'VIP'],
      ],
    );
  });

  it('is gone once it was sent, and only what was sent', () => {
    assert.deepEqual([...draftsOf(fields, new Set(['text|Your answer']))], [['note|Note', 'VIP']]);
  });

  const before = {
    drafts: new Map([['text|Your answer', 'We are on']]),
    initials: new Map([['text|Your answer', '']]),
  };

  it('stands against news from elsewhere', () => {
    const field = { key: 'text|Your answer', initial: 'Dear Clara, ...' };
    assert.equal(valueFor(field, { ...before, asked: false }), 'We are on');
  });

  it('gives way to a proposal that the person asked for', () => {
    const field = { key: 'text|Your answer', initial: 'Dear Clara, ...' };
    assert.equal(valueFor(field, { ...before, asked: true }), undefined);
    assert.equal(valueFor({ ...field, initial: '' }, { ...before, asked: true }), 'We are on');
  });
});
