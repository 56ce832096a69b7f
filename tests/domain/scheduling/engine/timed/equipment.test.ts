import assert from 'node:assert/strict';
import { countLoad, isBare } from '../../../../../domain/scheduling/engine/timed/equipment.ts';
import { aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';
import { lay } from '../../../../fixtures/scheduling/reckoned-route.ts';

describe('equipment', () => {
  it('is bare when one of the tools is missing, however many tools there are', () => {
    const tools = Array.from({ length: 70 }, (_, row) => `tool ${row}`);
    for (const missing of [0, 30, 31, 61, 62, 69]) {
      const { routes } = routesOf(
        aStreet({
          at: [10, 20],
          jobs: [{ tools }, { tools: [`tool ${(missing + 1) % 70}`] }],
          people: [{ tools: tools.filter((_, row) => row !== missing) }],
          depots: [{ location: 0, duration: 0 }],
        }),
      );
      assert.deepEqual(
        [isBare(routes, 0, 0), isBare(routes, 1, 0)],
        [true, false],
        `without tool ${missing}`,
      );
    }
  });

  const stocked = () =>
    routesOf(
      aStreet({
        at: [5, 9, 12],
        jobs: [{ parts: { pump: 1, pipe: 2 } }, { parts: { pump: 3 } }, { parts: { pipe: 5 } }],
        people: [{ parts: { pump: 4, pipe: 4 }, breaks: [{ windows: [[100, 200]], duration: 10 }] }],
        depots: [{ location: 1, duration: 0 }],
      }),
    ).routes;

  it('counts all parts of a route without a trip, kind by kind', () => {
    const routes = stocked();
    lay(routes, [0, 'break', 1]);
    routes.load.fill(99);
    countLoad(routes, 0);
    assert.deepEqual([...routes.load], [4, 2]);
  });

  it('counts parts only up to the trip to a depot, where they are taken anew', () => {
    const routes = stocked();
    lay(routes, [0, 'break', { depot: 0 }, 1, 2]);
    routes.load.fill(99);
    countLoad(routes, 0);
    assert.deepEqual([...routes.load], [1, 2]);
  });
});
