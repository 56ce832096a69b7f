import assert from 'node:assert/strict';
import nock from 'nock';
import { legOf } from '../../../planning/travel/provider.ts';
import { travelFrom } from '../../../planning/travel/travel-from.ts';
import { placesInARow, quickPatience } from './fakes.ts';
import { interceptRequests } from './intercepted.ts';

const [here, there] = placesInARow(2);
const ask = { origins: [here!], destinations: [there!] };
const surroundings = { zone: 'Europe/London', patience: quickPatience({ retries: 0 }) };

describe('the travel of an installation', () => {
  interceptRequests();

  it('is the embedded model unless a service is chosen', async () => {
    const travel = travelFrom({ provider: 'embedded' }, surroundings);
    assert.equal(travel.name, 'embedded');
    assert.equal(legOf(await travel.travel(ask), 0, 0)?.estimated, true);
  });

  it('is asked of an OSRM server with the profile of the settings, once for the same pair', async () => {
    const scope = nock('http://osrm.test')
      .get((uri) => uri.startsWith('/table/v1/van/'))
      .reply(200, { code: 'Ok', durations: [[70]], distances: [[900]] });
    const settings = { provider: 'osrm', url: 'http://osrm.test', profile: 'van' } as const;
    const travel = travelFrom(settings, surroundings);
    for (let time = 0; time < 2; time++)
      assert.deepEqual(legOf(await travel.travel(ask), 0, 0), { seconds: 70, metres: 900, estimated: false });
    assert.ok(scope.isDone());
  });

  it('is asked of a Valhalla server, or of Azure Maps', async () => {
    nock('http://valhalla.test')
      .post('/sources_to_targets', ({ costing }) => costing === 'truck')
      .reply(200, { sources_to_targets: { durations: [[80]], distances: [[1]] } });
    const valhalla = { provider: 'valhalla', url: 'http://valhalla.test', profile: 'truck' } as const;
    assert.equal(legOf(await travelFrom(valhalla, surroundings).travel(ask), 0, 0)?.seconds, 80);
    const cell = { originIndex: 0, destinationIndex: 0, durationInSeconds: 90, distanceInMeters: 1_000 };
    nock('https://atlas.microsoft.com')
      .post(/.*/, ({ travelMode }) => travelMode === 'truck')
      .reply(200, { properties: { matrix: [{ ...cell, statusCode: 200 }] } });
    const azure = { provider: 'azure-maps', key: 'k', profile: 'truck' } as const;
    assert.equal(legOf(await travelFrom(azure, surroundings).travel(ask), 0, 0)?.seconds, 90);
  });

  it('is estimated, and says why, while the service is away', async () => {
    nock('http://osrm.test').get(/.*/).reply(503);
    const answer = await travelFrom({ provider: 'osrm', url: 'http://osrm.test' }, surroundings).travel(ask);
    assert.equal(legOf(answer, 0, 0)?.estimated, true);
    assert.deepEqual(answer.troubles, ['the routing service at osrm.test answered 503; travel is estimated']);
  });

  it('asks for no pair beyond the radius of the settings', async () => {
    const settings = { provider: 'osrm', url: 'http://osrm.test', radiusMetres: 500 } as const;
    const answer = await travelFrom(settings, surroundings).travel(ask);
    assert.equal(legOf(answer, 0, 0)?.estimated, true);
    assert.deepEqual(answer.troubles, []);
  });
});
