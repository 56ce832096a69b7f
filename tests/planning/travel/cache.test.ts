import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Place } from '../../../domain/scheduling/travel.ts';
import { type CacheOptions, cachedTravel } from '../../../planning/travel/cache.ts';
import { embeddedProvider } from '../../../planning/travel/embedded.ts';
import { legOf, type TravelAnswer } from '../../../planning/travel/provider.ts';
import { fakeProvider, fakeSeconds, placesInARow } from './fakes.ts';

const embedded = embeddedProvider({ zone: 'UTC' });
const all = placesInARow(8);
const first = { origins: all.slice(0, 5), destinations: all.slice(0, 5) };

function aCache(given: Partial<CacheOptions> & { knowsHours?: boolean } = {}) {
  let now = 0;
  const inner = fakeProvider(given.knowsHours);
  const cache = cachedTravel(inner, { embedded, now: () => now, ...given });
  const pass = (ms: number) => {
    now += ms;
  };
  const askedCells = () =>
    inner.asks.reduce((sum, { origins, destinations }) => sum + origins.length * destinations.length, 0);
  return { cache, inner, pass, askedCells };
}

function assertTrue(answer: TravelAnswer, origins: readonly Place[], destinations: readonly Place[]): void {
  origins.forEach((from, row) => {
    destinations.forEach((to, column) => {
      const isSame = from.lat === to.lat && from.lon === to.lon;
      const seconds = isSame ? 0 : fakeSeconds(from, to);
      assert.deepEqual(legOf(answer, row, column), { seconds, metres: seconds * 10, estimated: false });
    });
  });
}

describe('a travel cache', () => {
  it('asks once, and nothing at all the second time', async () => {
    const { cache, inner } = aCache();
    assertTrue(await cache.travel(first), first.origins, first.destinations);
    assertTrue(await cache.travel(first), first.origins, first.destinations);
    assert.equal(inner.asks.length, 1);
  });

  it('asks for a new place only: its row and its column', async () => {
    const { cache, askedCells, inner } = aCache();
    await cache.travel(first);
    const before = askedCells();
    const six = all.slice(0, 6);
    assertTrue(await cache.travel({ origins: six, destinations: six }), six, six);
    assert.ok(askedCells() - before <= 12);
    assert.equal(inner.asks.length, 3);
  });

  it('lets two who ask at the same time share one request, in part too', async () => {
    const { cache, inner, askedCells } = aCache();
    const second = { origins: all.slice(0, 3), destinations: all.slice(2, 7) };
    const answers = await Promise.all([cache.travel(first), cache.travel(first), cache.travel(second)]);
    assertTrue(answers[1], first.origins, first.destinations);
    assertTrue(answers[2], second.origins, second.destinations);
    assert.equal(inner.asks.length, 2);
    assert.equal(askedCells(), 25 + 6);
  });

  it('takes places within a few metres for one, and asks about an address once however many jobs are there', async () => {
    const { cache, inner, askedCells } = aCache();
    const near = all.map(({ lat, lon }) => ({ lat: lat + 0.00001, lon: lon - 0.00001 }));
    const origins = [all[0]!, near[0]!, all[0]!];
    assertTrue(await cache.travel({ origins, destinations: [all[1]!] }), Array(3).fill(all[0]), [all[1]!]);
    assert.equal(askedCells(), 1);
    await cache.travel({ origins: [near[0]!], destinations: [near[1]!] });
    assert.equal(inner.asks.length, 1);
  });

  it('asks again when what it knows is too old', async () => {
    const { cache, inner, pass } = aCache({ keepMs: 1_000 });
    await cache.travel(first);
    pass(999);
    await cache.travel(first);
    assert.equal(inner.asks.length, 1);
    pass(1);
    await cache.travel(first);
    assert.equal(inner.asks.length, 2);
  });

  it('does not keep estimates, passes on why there are some, and asks again', async () => {
    const { cache, inner } = aCache();
    inner.isAway = true;
    const away = await cache.travel(first);
    assert.deepEqual([away.troubles, away.estimated[1]], [['the fake is away'], 1]);
    inner.isAway = false;
    assertTrue(await cache.travel(first), first.origins, first.destinations);
  });

  it('keeps the hours of the week apart where they matter, and asks for the middle of an hour', async () => {
    const { cache, inner } = aCache({ knowsHours: true });
    const at = (iso: string) => cache.travel({ ...first, departAt: new Date(iso) });
    await at('2026-03-02T08:05:00Z');
    await at('2026-03-02T08:55:00Z');
    await at('2026-03-09T08:20:00Z');
    assert.equal(inner.asks.length, 1);
    assert.equal(inner.asks[0]!.departAt?.toISOString(), '2026-03-02T08:30:00.000Z');
    await at('2026-03-02T09:00:00Z');
    await cache.travel(first);
    assert.equal(inner.asks.length, 3);
  });

  it('asks a service that knows no hours once for all of them', async () => {
    const { cache, inner } = aCache();
    await cache.travel({ ...first, departAt: new Date('2026-03-02T08:05:00Z') });
    await cache.travel({ ...first, departAt: new Date('2026-03-02T17:05:00Z') });
    assert.equal(inner.asks.length, 1);
    assert.equal(inner.asks[0]!.departAt, undefined);
  });

  it('asks for near pairs only when a radius is set, and estimates the rest', async () => {
    const { cache, askedCells } = aCache({ radiusMetres: 2_500 });
    const ask = { origins: all, destinations: all };
    const { estimated, durations } = await cache.travel(ask);
    const guess = await embedded.travel(ask);
    all.forEach((from, row) => {
      all.forEach((to, column) => {
        const cell = row * 8 + column;
        const isFar = Math.abs(row - column) > 2;
        if (estimated[cell]) assert.ok(isFar && durations[cell] === guess.durations[cell]);
        else assert.equal(durations[cell], row === column ? 0 : fakeSeconds(from, to));
        assert.ok(isFar || !estimated[cell]);
      });
    });
    assert.ok(askedCells() <= 45, String(askedCells()));
  });

  it('answers as the service would, however it is asked', async () => {
    const some = fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(some, some), { maxLength: 6 }), async (asks) => {
        const { cache } = aCache({ pairs: 30 });
        await Promise.all(
          asks.map(async ([origins, destinations]) => {
            assertTrue(await cache.travel({ origins, destinations }), origins, destinations);
          }),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('lets the one who asks see a failure, and asks again afterwards', async () => {
    let fails = true;
    const inner = fakeProvider();
    const shaky = {
      ...inner,
      travel: async (ask: Parameters<typeof inner.travel>[0]) => {
        if (fails) throw new Error('broken');
        return inner.travel(ask);
      },
    };
    const cache = cachedTravel(shaky, { embedded, now: () => 0 });
    await assert.rejects(cache.travel(first), /broken/);
    fails = false;
    assertTrue(await cache.travel(first), first.origins, first.destinations);
  });
});
