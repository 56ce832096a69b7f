import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cut, literal, nothing, oneLine, plainWords } from '../../../cards/parts/literal.ts';

/** Any UTF-16 units at all, halves of characters included. */
const anyUnits = fc.uint16Array({ maxLength: 120 }).map((units) => String.fromCharCode(...units));

describe('literal text', () => {
  it('leaves ordinary words, brackets and stars as they were written', () => {
    const written = 'It *leaks* [again](now) & <b>loudly</b>\nCall me';
    assert.equal(literal(written, 200), written);
  });

  it('keeps right-to-left text but not the characters that turn other text round', () => {
    assert.equal(literal('מים \u202etxet\u202c', 50), 'מים txet');
  });

  it('drops control characters and repairs half of an emoji', () => {
    assert.equal(literal('a\u0000b\u001bc\ud83d', 50), 'abc\ufffd');
  });

  it('takes every kind of line break and keeps at most one empty line', () => {
    assert.equal(literal('a\r\nb\rc\u2028d\n\n \n\n\ne', 50), 'a\nb\nc\nd\n\ne');
  });

  it('shows a dash where nothing can be seen', () => {
    for (const empty of ['', '  \n ', '\u200b\u200d', '\u0301']) assert.equal(literal(empty, 50), nothing);
  });

  it('keeps a card from running the date functions a customer typed', () => {
    assert.doesNotMatch(
      literal('{{DATE(2026-03-02T09:00:00Z)}} {{time(2026-03-02T09:00:00Z)}}', 200),
      /\{\{/,
    );
  });

  it('is never longer than allowed, never empty and always whole characters', () => {
    fc.assert(
      fc.property(anyUnits, fc.integer({ min: 1, max: 80 }), (text, limit) => {
        const shown = literal(text, limit);
        assert.ok(shown.length > 0 && shown.length <= limit, JSON.stringify(shown));
        assert.ok(shown.isWellFormed());
      }),
    );
  });
});

describe('one line', () => {
  it('joins lines and spaces', () => {
    assert.equal(oneLine(' a\n\n b\tc ', 50), 'a b c');
  });

  it('says with an ellipsis that it was cut, and never cuts through an emoji', () => {
    assert.equal(cut('water runs', 6), 'water…');
    assert.equal(cut('ab💧💧', 4), 'ab…');
  });
});

describe('plain words', () => {
  it('lose what Markdown acts on, and nothing else', () => {
    assert.equal(plainWords('- **C-1042** [x](y): 5 > 3', 50), 'C-1042 x(y): 5 3');
  });
});
