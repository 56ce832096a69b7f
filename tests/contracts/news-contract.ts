import assert from 'node:assert/strict';
import { Refused } from '../../domain/refusals.ts';
import type { Reactions, Unit } from '../../domain/unit.ts';
import { rowCase, rowConversation } from '../fixtures/store/rows.ts';
import type { Given } from './commit-contract.ts';

/** What reactions to events promise. */
export function reactionsContract(given: Given): void {
  it('runs reactions in the same transaction, and theirs too', async () => {
    const { database } = given();
    const heard: Reactions = {
      'case.closed': [
        async (unit: Unit, { caseId }) => {
          unit.cases.save({ ...(await unit.cases.get(caseId)), title: 'closed' });
          unit.emit('case.rated', { caseId, rating: 5 });
        },
      ],
      'case.rated': [
        async (unit: Unit, { caseId, rating }) => {
          unit.cases.save({ ...(await unit.cases.get(caseId)), satisfaction: rating });
        },
      ],
    };
    await database.commit(heard)(async (unit) => {
      unit.cases.save(rowCase('reacted'));
      unit.emit('case.closed', { caseId: 'reacted' });
    });
    const kept = await database.tables.cases.get('reacted');
    assert.deepEqual([kept.title, kept.satisfaction, kept.version], ['closed', 5, 1]);
    const events = await database.eventLog.ofCase('reacted');
    assert.deepEqual(
      events.map(({ name }) => name),
      ['case.closed', 'case.rated'],
    );
  });

  it('writes nothing when a reaction refuses, and stops reactions that go round in circles', async () => {
    const { database } = given();
    const refusing: Reactions = { 'case.closed': [() => Promise.reject(new Refused('message.empty'))] };
    const circling: Reactions = { 'case.closed': [async (unit, data) => unit.emit('case.closed', data)] };
    for (const heard of [refusing, circling])
      await assert.rejects(
        database.commit(heard)(async (unit) => {
          unit.cases.save(rowCase('refused'));
          unit.emit('case.closed', { caseId: 'refused' });
        }),
      );
    assert.equal(await database.tables.cases.find('refused'), undefined);
  });
}

/** What those who listen to commits are promised. */
export function newsContract(given: Given): void {
  it('tells what was committed, in order and without gaps, and logs who did it', async () => {
    const { commit, database } = given();
    const told: number[] = [];
    const stop = database.onCommitted(({ events }) => told.push(...events.map(({ seq }) => seq)));
    const from = await database.eventLog.lastSeq();
    const actor = { id: 'agent-7', name: 'Ada', roles: [], unitId: 'north' } as const;
    await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        commit(async (unit) => unit.emit('case.closed', { caseId: `told-${at}` }), {
          actor,
          traceId: 'trace-1',
        }),
      ),
    );
    stop();
    assert.deepEqual(
      told,
      Array.from({ length: 30 }, (_, at) => from + at + 1),
    );
    const [logged] = await database.eventLog.after(from, 1);
    const { actorId, unitId, traceId, name } = logged!;
    assert.deepEqual([actorId, unitId, traceId, name], ['agent-7', 'north', 'trace-1', 'case.closed']);
  });

  it('logs an event under the unit of what it is about, whoever caused it', async () => {
    const { commit, database } = given();
    const from = await database.eventLog.lastSeq();
    await commit(async (unit) => {
      unit.conversations.save(rowConversation('southern-talk', { unitId: 'south' }));
      unit.cases.save(rowCase('southern', { unitId: 'south' }));
    });
    await commit(async (unit) => {
      unit.cases.save(rowCase('eastern', { unitId: 'east' }));
      unit.emit('case.closed', { caseId: 'southern' });
      unit.emit('conversation.moved', {
        conversationId: 'southern-talk',
        caseId: null,
        from: 'active',
        to: 'closed',
      });
      unit.emit('case.closed', { caseId: 'eastern' });
      unit.emit('case.closed', { caseId: 'gone' });
    });
    const logged = await database.eventLog.after(from, 10);
    assert.deepEqual(
      logged.map(({ actorId, unitId }) => `${actorId} ${unitId}`),
      ['system south', 'system south', 'system east', 'system main'],
    );
  });

  it('keeps what a web chat shows in the order shown', async () => {
    const { commit, database } = given();
    await commit(async (unit) => {
      for (const text of ['one', 'two']) unit.appendToWebChat('chat-1', { text });
      unit.appendToWebChat('chat-2', { text: 'other' });
    });
    await commit(async (unit) => unit.appendToWebChat('chat-1', { text: 'three' }));
    const all = await database.webChatLog.after('chat-1', 0, 10);
    assert.deepEqual(
      all.map(({ activity }) => activity.text),
      ['one', 'two', 'three'],
    );
    const rest = await database.webChatLog.after('chat-1', all[1]!.seq, 10);
    assert.deepEqual(
      rest.map(({ activity }) => activity.text),
      ['three'],
    );
  });

  it('costs no write when a use case only reads', async () => {
    const { commit, database } = given();
    let isTold = false;
    const stop = database.onCommitted(() => {
      isTold = true;
    });
    await commit((unit) => unit.cases.count({}));
    stop();
    assert.equal(isTold, false);
  });
}
