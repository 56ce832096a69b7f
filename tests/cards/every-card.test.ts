import assert from 'node:assert/strict';
import { sizeOf } from '../../cards/card.ts';
import { verbs } from '../../cards/verbs.ts';
import { type Filling, usual } from '../fixtures/card-views.ts';
import { assertValidCard, buttonsOf, formattedTextsOf, textsOf } from '../fixtures/cards.ts';
import { everyCard } from '../fixtures/every-card.ts';

function repeated(piece: string): Filling {
  const text = piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
  return { words: () => text, many: 50 };
}

/** Texts that have broken clients before, each ten thousand characters long and fifty of everything. */
const worst: Readonly<Record<string, Filling>> = {
  'plain letters': repeated('water '),
  quotes: repeated('"\\'),
  'Chinese characters': repeated('漏水'),
  emoji: repeated('👩‍🔧💧'),
  'right-to-left text': repeated('הצילו מים '),
  'stacked accents': repeated('Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢'),
  'line breaks': repeated('\n'),
  'control characters': repeated('\u0000\u0007\u001b\u202e'),
  'half characters': repeated('\ud83d'),
  'nothing visible': repeated('\u200b\u200d '),
};

describe('every card', () => {
  for (const [name, card] of everyCard()) {
    it(`is a valid Adaptive Card 1.5 of allowed size: ${name}`, () => assertValidCard(card));
  }

  for (const [kind, filling] of Object.entries(worst)) {
    it(`stays valid and small whatever people write: ${kind}`, () => {
      for (const [name, card] of everyCard(filling)) {
        try {
          assertValidCard(card);
        } catch (error) {
          throw new Error(`${name} (${sizeOf(card)} bytes)`, { cause: error });
        }
      }
    });
  }

  it('never has an empty line or an invisible button', () => {
    for (const filling of [usual, ...Object.values(worst)])
      for (const [name, card] of everyCard(filling))
        for (const text of textsOf(card))
          assert.match(text, /[^\s\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/u, name);
  });

  it('carries known verbs only', () => {
    const known = new Set<string>(verbs);
    for (const [name, card] of everyCard())
      for (const { verb } of buttonsOf(card)) assert.ok(verb === null || known.has(verb), `${name}: ${verb}`);
  });

  it('leaves no verb without a button', () => {
    const carried = new Set(everyCard().flatMap(([, card]) => buttonsOf(card).map(({ verb }) => verb)));
    assert.deepEqual(
      verbs.filter((verb) => !carried.has(verb)),
      [],
    );
  });

  it('shows at most five buttons in a row, so that no client hides one', () => {
    for (const [name, card] of everyCard()) {
      const rows = [card, ...(card.body ?? []).filter(({ type }) => type === 'ActionSet')];
      for (const { actions = [] } of rows as { actions?: unknown[] }[]) assert.ok(actions.length <= 5, name);
    }
  });

  it('labels every input and says what is wrong with one that is needed', () => {
    for (const [name, card] of everyCard())
      for (const { inputs } of buttonsOf(card)) for (const { label } of inputs) assert.ok(label, name);
  });

  it('gives clients without dialogs the same questions within the card', () => {
    const withDialogs = everyCard().filter(([name]) => name.endsWith(' true'));
    for (const [name, card] of withDialogs) {
      const asked = buttonsOf(card).filter(({ how }) => how === 'dialog');
      const twin = everyCard().find(([other]) => other === name.replace(/true$/, 'false'))![1];
      for (const { verb } of asked)
        assert.ok(
          buttonsOf(twin).some((button) => button.verb === verb && button.inputs.length > 0),
          `${name}: ${verb}`,
        );
      assert.deepEqual(
        buttonsOf(twin).filter(({ how }) => how === 'dialog'),
        [],
        name,
      );
    }
  });
});

describe('hostile text', () => {
  const hostile = [
    '[click here](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '**bold** _it_ # head',
    '<b>html</b><script>alert(1)</script>',
    '<at>everyone</at>',
    '$(title) &amp; "quoted" \\ back',
  ].join(' ');
  const filled = everyCard({ words: () => hostile, many: 2 });

  it('stands on the card as it was written', () => {
    const shown = filled.filter(([name]) => name.startsWith('case mine') || name === 'offer offered');
    for (const [name, card] of shown)
      assert.ok(
        textsOf(card).some((text) => text.startsWith(hostile.slice(0, 100))),
        name,
      );
  });

  it('never reaches an element that clients format, fetch or link', () => {
    for (const [name, card] of filled)
      for (const text of formattedTextsOf(card)) assert.doesNotMatch(text, /[[\]<>*_`]/, `${name}: ${text}`);
  });

  it('is never run as a card function', () => {
    const cards = everyCard({ words: () => 'due {{DATE(2026-03-02T09:00:00Z, LONG)}}', many: 1 });
    for (const [name, card] of cards) assert.ok(!JSON.stringify(card).includes('{{DATE('), name);
  });

  it('opens only pages whose address we made', () => {
    for (const [name, card] of filled)
      for (const address of JSON.stringify(card).matchAll(/"url":"([^"]*)"/g))
        assert.ok(address[1]!.startsWith('https://www.openstreetmap.org/directions?to='), name);
  });
});
