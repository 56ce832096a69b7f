import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Agent, Presence } from '../../../domain/routing/agent.ts';
import { type Choice, mostDecliners, rankAgents } from '../../../domain/routing/pick-agents.ts';
import type { AssignmentMethod } from '../../../domain/routing/queue.ts';
import { anAgent, aQueue, aQueueItem } from '../../fixtures/desk-records.ts';

const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const turn = (time: string) => ({ 'q-cooling': at(time).toISOString() });

interface Given {
  readonly agents: readonly Agent[];
  readonly method?: AssignmentMethod;
  readonly item?: Parameters<typeof aQueueItem>[0];
  readonly loads?: Record<string, number>;
  readonly rest?: Partial<Choice>;
}

const choose = ({ agents, method = 'round-robin', item, loads = {}, rest }: Given) =>
  rankAgents({
    item: aQueueItem(item),
    queue: aQueue({ method, memberIds: agents.map(({ id }) => id) }),
    agents,
    loads: new Map(Object.entries(loads)),
    now: at('10:40:00'),
    ...rest,
  });
const order = (given: Given) =>
  choose(given).flatMap(({ agent, isEligible }) => (isEligible ? [agent.id] : []));
const whyNot = (given: Given) => choose(given).find(({ isEligible }) => !isEligible)?.why;

describe('picking agents', () => {
  it('goes round: the longest without a turn in this queue comes first', () => {
    const a = anAgent({ id: 'a', lastAssignedAt: turn('10:30:00') });
    const b = anAgent({ id: 'b', lastAssignedAt: turn('10:35:00') });
    const c = anAgent({ id: 'c', lastAssignedAt: turn('10:37:00') });
    assert.deepEqual(order({ agents: [c, b, a] }), ['a', 'b', 'c']);
    assert.deepEqual(order({ agents: [{ ...a, lastAssignedAt: turn('10:40:00') }, b, c] }), ['b', 'c', 'a']);
  });

  it('begins with who never had a turn, in the order of joining', () => {
    const old = anAgent({ id: 'old', lastAssignedAt: turn('08:00:00') });
    const other = anAgent({ id: 'x', lastAssignedAt: { 'q-other': at('07:00:00').toISOString() } });
    assert.deepEqual(order({ agents: [old, other, anAgent({ id: 'y' })] }), ['x', 'y', 'old']);
  });

  it('gives to the most free, and goes round between equals', () => {
    const a = anAgent({ id: 'a', lastAssignedAt: turn('10:30:00') });
    const b = anAgent({ id: 'b', lastAssignedAt: turn('10:20:00') });
    const c = anAgent({ id: 'c', capacityUnits: 5 });
    const given = { agents: [a, b, c], method: 'highest-capacity', loads: { c: 3 } } as const;
    assert.deepEqual(order(given), ['b', 'a', 'c']);
  });

  it('counts what is free in units, whatever the size of the whole', () => {
    const p = anAgent({ id: 'p', capacityUnits: 100 });
    const q = anAgent({ id: 'q', capacityUnits: 200 });
    assert.deepEqual(order({ agents: [p, q], method: 'highest-capacity' }), ['q', 'p']);
  });

  it('gives to the longest idle: free since 1:10 comes before free since 1:15', () => {
    const a = anAgent({ id: 'a', lastReleasedAt: at('01:15:00') });
    const b = anAgent({ id: 'b', lastReleasedAt: at('01:10:00') });
    assert.deepEqual(order({ agents: [a, b], method: 'least-active' }), ['b', 'a']);
  });

  it('wants every characteristic at the rating needed: exact match', () => {
    const characteristics = [
      { id: 'a', rating: 2 },
      { id: 'spanish', rating: 3 },
    ];
    const skilled = (id: string, a: number, spanish: number) =>
      anAgent({
        id,
        characteristics: [
          { id: 'a', rating: a },
          { id: 'spanish', rating: spanish },
        ],
      });
    const agents = [
      { ...skilled('p', 2, 3), capacityUnits: 100 },
      { ...skilled('q', 3, 4), capacityUnits: 200 },
      skilled('r', 5, 2),
    ];
    const given = { agents, method: 'highest-capacity', item: { characteristics } } as const;
    assert.deepEqual(order(given), ['q', 'p']);
    assert.equal(whyNot(given), 'lacks spanish 3 (has 2)');
  });

  it('prefers the customer’s language to the turn', () => {
    const a = anAgent({ id: 'a' });
    const b = anAgent({ id: 'b', languages: ['en', 'de'], lastAssignedAt: turn('10:39:00') });
    assert.deepEqual(order({ agents: [a, b], item: { language: 'de' } }), ['b', 'a']);
    assert.equal(choose({ agents: [b], item: { language: 'de' } })[0]?.why.includes('speaks de'), true);
  });

  it('asks everybody else before one who said no', () => {
    const agents = ['a', 'b'].map((id) => anAgent({ id }));
    assert.deepEqual(order({ agents, item: { declines: { a: 1 } } }), ['b', 'a']);
  });

  it('never asks again after three times no', () => {
    const agents = [anAgent({ id: 'a' })];
    assert.deepEqual(order({ agents, item: { declines: { a: 2 } } }), ['a']);
    assert.equal(whyNot({ agents, item: { declines: { a: 3 } } }), 'said no 3 times');
  });

  it('leaves who said no alone for the time of an offer, unless something changed for him', () => {
    const rested = { saidNoAt: new Map([['a', at('10:39:00')]]) };
    const item = { declines: { a: 1 } };
    const agent = anAgent({ id: 'a' });
    assert.equal(whyNot({ agents: [agent], item, rest: rested }), 'said no a moment ago');
    assert.deepEqual(order({ agents: [agent], item, rest: { ...rested, now: at('10:41:00') } }), ['a']);
    assert.deepEqual(order({ agents: [{ ...agent, presenceAt: at('10:39:30') }], item, rest: rested }), [
      'a',
    ]);
    assert.deepEqual(order({ agents: [{ ...agent, lastReleasedAt: at('10:39:30') }], item, rest: rested }), [
      'a',
    ]);
  });

  it('takes an item that a hundred refused out of automatic assignment', () => {
    const declines = Object.fromEntries(Array.from({ length: mostDecliners }, (_, n) => [`x${n}`, 1]));
    assert.equal(
      whyNot({ agents: [anAgent()], item: { declines } }),
      'too many said no: it has to be picked',
    );
  });

  it('says why somebody is not asked', () => {
    assert.equal(whyNot({ agents: [anAgent({ presence: 'away' })] }), 'is away');
    assert.equal(whyNot({ agents: [anAgent()], loads: { ana: 3 } }), 'has no room: 3 of 3 taken, 1 needed');
    assert.equal(whyNot({ agents: [anAgent()], rest: { offeredTo: ['ana'] } }), 'has the offer already');
    assert.equal(
      whyNot({ agents: [anAgent()], rest: { queue: aQueue({ memberIds: [] }) } }),
      'is not a member of Cooling',
    );
  });
});

const presence = fc.constantFrom<Presence>('available', 'busy', 'do-not-disturb', 'away', 'offline');
const instant = fc
  .integer({ min: 0, max: 600 })
  .map((minutes) => new Date(at('00:00:00').getTime() + minutes * 60_000));
const someAgents = fc
  .array(
    fc.record({
      presence,
      capacityUnits: fc.integer({ min: 0, max: 4 }),
      load: fc.integer({ min: 0, max: 5 }),
      rating: fc.integer({ min: 0, max: 3 }),
      turnAt: fc.option(instant),
      releasedAt: fc.option(instant),
      declines: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(({ load, rating, turnAt, releasedAt, declines, ...fields }, n) => ({
      load,
      declines,
      agent: anAgent({
        ...fields,
        id: `a${n}`,
        characteristics: [{ id: 'hvac', rating }],
        lastAssignedAt: turnAt ? { 'q-cooling': turnAt.toISOString() } : {},
        lastReleasedAt: releasedAt,
      }),
    })),
  );
const method = fc.constantFrom<AssignmentMethod>('highest-capacity', 'round-robin', 'least-active');

describe('picking agents, for any team', () => {
  const given = (
    team: readonly { agent: Agent; load: number; declines: number }[],
    how: AssignmentMethod,
  ): Given => ({
    agents: team.map(({ agent }) => agent),
    method: how,
    loads: Object.fromEntries(team.map(({ agent, load }) => [agent.id, load])),
    item: {
      characteristics: [{ id: 'hvac', rating: 2 }],
      declines: Object.fromEntries(
        team.filter(({ declines }) => declines > 0).map(({ agent, declines }) => [agent.id, declines]),
      ),
    },
  });

  it('never picks somebody who is away, full, unskilled or tired of it', () => {
    fc.assert(
      fc.property(someAgents, method, (team, how) => {
        for (const id of order(given(team, how))) {
          const { agent, load, declines } = team.find((one) => one.agent.id === id)!;
          assert.equal(agent.presence, 'available');
          assert.ok(load < agent.capacityUnits && declines < 3);
          assert.ok(agent.characteristics[0]!.rating >= 2);
        }
      }),
    );
  });

  it('judges everybody once, and in the same order however they are listed', () => {
    fc.assert(
      fc.property(someAgents, method, fc.infiniteStream(fc.nat()), (team, how, chance) => {
        const one = given(team, how);
        const keyed = one.agents.map((agent) => ({ agent, key: chance.next().value }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ agent }) => agent);
        const queue = aQueue({ method: how, memberIds: one.agents.map(({ id }) => id) });
        const listed = choose(one);
        assert.equal(new Set(listed.map(({ agent }) => agent.id)).size, team.length);
        assert.deepEqual(choose({ ...one, agents: shuffled, rest: { queue } }), listed);
      }),
    );
  });

  it('is fair over time: after any number of turns nobody is more than one ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 }), (size, turns) => {
        let agents = Array.from({ length: size }, (_, n) => anAgent({ id: `a${n}` }));
        const had = new Map(agents.map(({ id }) => [id, 0]));
        for (let minute = 0; minute < turns; minute++) {
          const [next] = order({ agents });
          assert.ok(next);
          had.set(next, had.get(next)! + 1);
          const now = new Date(at('00:00:00').getTime() + minute * 60_000).toISOString();
          agents = agents.map((one) =>
            one.id === next ? { ...one, lastAssignedAt: { 'q-cooling': now } } : one,
          );
        }
        assert.ok(Math.max(...had.values()) - Math.min(...had.values()) <= 1);
      }),
    );
  });
});
