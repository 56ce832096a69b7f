import assert from 'node:assert/strict';
import { noWay } from '../../../domain/scheduling/travel-matrix.ts';
import { embeddedProvider } from '../../../planning/travel/embedded.ts';
import { legOf, type TravelAsk } from '../../../planning/travel/provider.ts';
import { type Cell, type RoutingService, routingProvider } from '../../../planning/travel/routing-service.ts';
import { RoutingTrouble } from '../../../planning/travel/routing-trouble.ts';
import { fakeSeconds, placesInARow } from './fakes.ts';

const embedded = embeddedProvider({ zone: 'UTC' });
const all = placesInARow(6);
const ask = { origins: all, destinations: all };
const bad = all[4]!;
const holds = ({ origins, destinations }: TravelAsk, place = bad) =>
  origins.includes(place) || destinations.includes(place);
const trouble = (kind: RoutingTrouble['kind'], places?: RoutingTrouble['places']) =>
  new RoutingTrouble(kind, 'routes.test', 'answered with a refusal', places);

interface Play {
  readonly most?: number;
  readonly refuse?: (block: TravelAsk) => RoutingTrouble | null;
  readonly cell?: (seconds: number) => Cell;
}

function played({ most = 9, refuse = () => null, cell = (seconds) => ({ seconds, metres: 5 }) }: Play = {}) {
  let now = 0;
  const asks: TravelAsk[] = [];
  const service: RoutingService = {
    name: 'played',
    host: 'routes.test',
    knowsHours: false,
    limits: () => ({ cells: most, origins: most, destinations: most }),
    async askBlock(block) {
      asks.push(block);
      await new Promise((resolve) => setImmediate(resolve));
      const refusal = refuse(block);
      if (refusal) throw refusal;
      return block.origins.flatMap((from) => block.destinations.map((to) => cell(fakeSeconds(from, to))));
    },
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { asks, pass, provider: routingProvider(service, { embedded, now: () => now, lanes: 2 }) };
}

describe('a routing service as a provider', () => {
  it('is asked in blocks and answers as if it had been asked at once', async () => {
    const { provider, asks } = played();
    const answer = await provider.travel(ask);
    assert.equal(asks.length, 4);
    all.forEach((from, row) => {
      all.forEach((to, column) => {
        const seconds = fakeSeconds(from, to);
        assert.deepEqual(legOf(answer, row, column), { seconds, metres: 5, estimated: false });
      });
    });
    assert.deepEqual(answer.troubles, []);
  });

  it('keeps what it says about pairs that no road joins', async () => {
    const { provider } = played({ cell: () => 'no_way' });
    const { durations, distances } = await provider.travel(ask);
    assert.ok(durations.every((one) => one === noWay) && distances.every((one) => one === noWay));
  });

  it('is completed by the embedded model, pair by pair, distances alone where only they are missing', async () => {
    const { provider } = played({
      cell: (seconds) => (seconds % 2 ? undefined : { seconds, metres: undefined }),
    });
    const answer = await provider.travel(ask);
    const guess = await embedded.travel(ask);
    assert.deepEqual(answer.distances, guess.distances);
    answer.estimated.forEach((estimated, cell) => {
      const seconds = fakeSeconds(all[Math.floor(cell / 6)]!, all[cell % 6]!);
      assert.equal(answer.durations[cell], estimated ? guess.durations[cell] : seconds);
      assert.equal(estimated, seconds % 2);
    });
    assert.match(answer.troubles[0]!, /routes.test left 18 ways open; they are estimated/);
  });

  it('is not asked further once it is away, and left alone for half a minute', async () => {
    const { provider, asks, pass } = played({ refuse: () => trouble('away') });
    const answer = await provider.travel(ask);
    assert.ok(answer.estimated.every((one) => one === 1));
    assert.deepEqual(answer.troubles, [
      'the routing service at routes.test answered with a refusal; travel is estimated',
    ]);
    assert.equal(asks.length, 2);
    assert.match((await provider.travel(ask)).troubles[0]!, /did not answer a moment ago/);
    assert.equal(asks.length, 2);
    pass(30_000);
    await provider.travel(ask);
    assert.equal(asks.length, 4);
  });

  it('loses only the place on no road when the service names it', async () => {
    const refuse = (block: TravelAsk) =>
      holds(block)
        ? trouble('off_road', {
            origins: block.origins.flatMap((place, at) => (place === bad ? [at] : [])),
            destinations: block.destinations.flatMap((place, at) => (place === bad ? [at] : [])),
          })
        : null;
    const { provider, asks } = played({ most: 100, refuse });
    const { estimated, troubles } = await provider.travel(ask);
    assert.equal(asks.length, 2);
    assert.equal(estimated.filter((one) => one === 1).length, 11);
    assert.equal(troubles.length, 1);
  });

  it('loses only that place too when it has to be searched for', async () => {
    const { provider } = played({
      most: 100,
      refuse: (block) => (holds(block) ? trouble('off_road') : null),
    });
    const { estimated } = await provider.travel(ask);
    estimated.forEach((one, cell) => {
      assert.equal(one === 1, Math.floor(cell / 6) === 4 || cell % 6 === 4, String(cell));
    });
  });

  it('finds the pair that no road joins behind a refusal of the whole', async () => {
    const refuse = ({ origins, destinations }: TravelAsk) =>
      origins.includes(all[0]!) && destinations.includes(bad) ? trouble('no_path') : null;
    const answer = await played({ most: 100, refuse }).provider.travel(ask);
    assert.equal(legOf(answer, 0, 4), null);
    assert.equal(answer.durations.filter((seconds) => seconds === noWay).length, 1);
    assert.deepEqual(answer.troubles, []);
  });

  it('sends smaller blocks to a service that takes less than it should', async () => {
    const refuse = (block: TravelAsk) =>
      block.origins.length * block.destinations.length > 10 ? trouble('too_big') : null;
    const answer = await played({ most: 100, refuse }).provider.travel(ask);
    assert.ok(answer.estimated.every((one) => one === 0));
    assert.deepEqual(answer.troubles, []);
  });

  it('gives up searching in time: a service that refuses all is not asked a thousand times', async () => {
    const { provider, asks } = played({ most: 10_000, refuse: () => trouble('off_road') });
    const many = placesInARow(60);
    const { estimated } = await provider.travel({ origins: many, destinations: many });
    assert.ok(estimated.every((one) => one === 1));
    assert.ok(asks.length < 70, String(asks.length));
  });
});
