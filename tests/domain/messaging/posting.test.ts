import assert from 'node:assert/strict';
import { laneOf } from '../../../domain/messaging/outgoing.ts';
import { noteTyped, postCard, postCardAnew, postText, renewCard } from '../../../domain/messaging/posting.ts';
import { aDesk } from '../../fixtures/desk.ts';

const home = { personId: 'ben', card: 'home', subjectId: 'ben' } as const;

describe('posting to staff', () => {
  it('posts one card per subject and renews it in place', async () => {
    const desk = aDesk();
    await desk.commit((unit) => postCard(unit, home));
    desk.seed('posts', { ...desk.one('posts', 'ben:home:ben'), activityId: 'activity-1', sentRevision: 1 });
    await desk.commit((unit) => postCard(unit, home));
    await desk.commit((unit) => renewCard(unit, 'home', 'ben'));
    assert.equal(desk.all('posts').length, 1);
    assert.deepEqual(
      [desk.one('posts', 'ben:home:ben').revision, desk.one('posts', 'ben:home:ben').activityId],
      [3, 'activity-1'],
    );
    assert.deepEqual(desk.outbox.map(laneOf), ['person:ben', 'person:ben']);
  });

  it('lets one send wait for a card, however often it changes', async () => {
    const desk = aDesk();
    await desk.commit(async (unit) => {
      await postCard(unit, home);
      await renewCard(unit, 'home', 'ben');
    });
    await desk.commit((unit) => renewCard(unit, 'home', 'ben'));
    assert.equal(desk.one('posts', 'ben:home:ben').revision, 3);
    assert.equal(desk.outbox.length, 1);
  });

  it('renews nothing that was never posted', async () => {
    const desk = aDesk();
    await desk.commit((unit) => renewCard(unit, 'case', 'c1'));
    assert.equal(desk.outbox.length, 0);
  });

  it('shows a card anew below what was typed', async () => {
    const desk = aDesk();
    await desk.commit((unit) => postCard(unit, home));
    desk.seed('posts', { ...desk.one('posts', 'ben:home:ben'), activityId: 'activity-1' });
    desk.advance(5);
    await desk.commit((unit) => postCardAnew(unit, home));
    const post = desk.one('posts', 'ben:home:ben');
    assert.deepEqual([post.activityId, post.at], [null, desk.now]);
  });

  it('belongs to the unit of the person who reads it, whoever caused it', async () => {
    const desk = aDesk();
    desk.seed('people', { ...desk.one('people', 'ben'), unitId: 'south' });
    await desk.commit((unit) => postText(unit, { personId: 'ben', text: 'hello' }));
    await desk.commit((unit) => postCard(unit, home));
    assert.deepEqual(
      desk.all('posts').map(({ unitId }) => unitId),
      ['south', 'south'],
    );
  });

  it('sends a line, and keeps what was typed without sending it anywhere', async () => {
    const desk = aDesk();
    await desk.commit(async (unit) => postText(unit, { personId: 'ben', text: 'hello' }));
    await desk.commit(async (unit) => noteTyped(unit, 'ben', 'status'));
    assert.deepEqual(
      desk.all('posts').map(({ author }) => author),
      ['bot', 'person'],
    );
    assert.equal(desk.outbox.length, 1);
  });
});
