import assert from 'node:assert/strict';
import {
  buttons,
  card,
  columns,
  facts,
  firstThatFits,
  maxCardBytes,
  section,
  sizeOf,
  strong,
  text,
  title,
} from '../../cards/card.ts';
import { execute } from '../../cards/parts/buttons.ts';
import { assertValidCard, buttonsOf, textsOf } from '../fixtures/cards.ts';

const button = (name: string) => execute(name, 'my-day.show', {});

describe('a card', () => {
  it('leaves out what does not apply', () => {
    const made = card(
      [title('C-1042'), null, false, section(), facts({ Level: 'gold', Account: null })],
      [null],
    );
    assert.deepEqual(textsOf(made), ['C-1042', 'Level', 'gold']);
    assertValidCard(made);
  });

  it('says in its fallback what a notification shows', () => {
    assert.equal(
      card([title('New case C-1042'), strong('It leaks'), text('More')]).fallbackText,
      'New case C-1042 · It leaks',
    );
    assert.equal(card([], [button('Yes'), button('No')]).fallbackText, 'Yes · No');
  });

  it('puts more buttons than fit in a row into several rows', () => {
    const made = card([text('x')], ['1', '2', '3', '4', '5', '6'].map(button));
    assert.equal(buttonsOf(made).length, 6);
    assert.deepEqual(
      (made.body ?? [])
        .filter(({ type }) => type === 'ActionSet')
        .map(({ actions }) => (actions as unknown[]).length),
      [5, 1],
    );
    assertValidCard(made);
  });

  it('drops empty columns', () => {
    const made = card([
      columns({ width: 'stretch', items: [text('x')] }, { width: 'auto', items: buttons(null) }),
    ]);
    assertValidCard(made);
    assert.deepEqual(textsOf(made), ['x']);
  });

  it('is drawn as roomily as its data allows', () => {
    const draw = (lines: number) => card(Array.from({ length: lines }, () => text('x'.repeat(300))));
    assert.equal(firstThatFits([10, 5], draw).body?.length, 10);
    assert.equal(firstThatFits([500, 20], draw).body?.length, 20);
    assert.ok(sizeOf(firstThatFits([500, 20], draw)) < maxCardBytes);
  });
});
