import assert from 'node:assert/strict';
import { rateCase } from '../../../domain/cases/rate.ts';
import { closeConversation, reopenCase, resolveCase } from '../../../domain/cases/resolve.ts';
import { acceptOffer } from '../../../domain/routing/offers.ts';
import { aDesk, ben, heard, mara, says } from '../../fixtures/desk.ts';
import type { Memory } from '../../fixtures/memory.ts';

/** Ben has resolved Mara's case about a door; in the same talk she asks about the lights, and waits. */
async function aSecondCase(): Promise<{ desk: Memory; first: string; second: string }> {
  const desk = aDesk();
  desk.seed('agents', { ...desk.one('agents', 'cleo'), presence: 'away' });
  await says(desk, 'the door closer on floor 1 is broken');
  const first = desk.all('cases')[0]!.id;
  await accept(desk);
  const done = { caseId: first, type: 'problem-solved', text: 'Door adjusted' } as const;
  await desk.commit((unit) => resolveCase(unit, done), { actor: ben });
  await says(desk, 'now the lights flicker in the hall');
  await says(desk, 'No, something new');
  const second = desk.all('cases').find(({ id }) => id !== first)!.id;
  return { desk, first, second };
}

async function accept(desk: Memory): Promise<void> {
  const [open] = desk.all('offers', { agentId: 'ben', state: 'offered' });
  await desk.commit((unit) => acceptOffer(unit, { offerId: open!.id }), { actor: ben });
}

describe('a second case in the same talk', () => {
  it('keeps the talk open that was about to end with the first', async () => {
    const { desk, second } = await aSecondCase();
    const [talk] = desk.all('conversations');
    assert.deepEqual([talk?.caseId, talk?.state], [second, 'open']);
    assert.equal(desk.timers.has(`conversation.auto-close:${talk!.id}`), false);
    await desk.commit((unit) => closeConversation(unit, talk!.id));
    assert.equal(desk.one('conversations', talk!.id).state, 'open');
  });

  it('stays with its agent when the first is rated late', async () => {
    const { desk, first } = await aSecondCase();
    await accept(desk);
    await desk.commit((unit) => rateCase(unit, { caseId: first, rating: 4, raterId: mara.id }));
    assert.equal(desk.one('cases', first).satisfaction, 4);
    assert.match(heard(desk).at(-1) ?? '', /4 out of 5/);
    assert.deepEqual(desk.all('conversations')[0]?.dialogue, { at: 'with-agent' });
  });

  it('keeps talk and session when the first is opened again and resolved once more', async () => {
    const { desk, first, second } = await aSecondCase();
    await accept(desk);
    await desk.commit((unit) => reopenCase(unit, { caseId: first, why: 'it sticks again' }), { actor: ben });
    const done = { caseId: first, type: 'problem-solved', text: 'Oiled' } as const;
    await desk.commit((unit) => resolveCase(unit, done), { actor: ben });
    const [talk] = desk.all('conversations');
    assert.deepEqual([talk?.caseId, talk?.state, talk?.agentId], [second, 'active', 'ben']);
    const open = desk.all('sessions').filter(({ holderId, endedAt }) => holderId === 'ben' && !endedAt);
    assert.deepEqual(
      open.map(({ caseId }) => caseId),
      [second],
    );
  });
});
