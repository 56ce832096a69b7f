import assert from 'node:assert/strict';
import nock from 'nock';
import { azureMapsService } from '../../../planning/travel/azure-maps.ts';
import { placesInARow, quickPatience } from './fakes.ts';
import { interceptRequests } from './intercepted.ts';

const now = () => Date.parse('2026-03-02T09:00:00Z');
const service = azureMapsService({ key: 'the-key', now, patience: quickPatience() });
const server = () => nock('https://atlas.microsoft.com');
const milan = { lat: 45.458545, lon: 9.15049 };
const verona = { lat: 45.403337, lon: 11.050541 };
const munich = { lat: 48.149853, lon: 11.499931 };
const ask = { origins: [milan, verona], destinations: [munich] };
const cellOf = (originIndex: number, rest: object) => ({ originIndex, destinationIndex: 0, ...rest });
const good = (originIndex: number, rest: object = {}) =>
  cellOf(originIndex, { statusCode: 200, distanceInMeters: 427_769, durationInSeconds: 19_520, ...rest });
const answerOf = (matrix: object[]) => ({
  type: 'Feature',
  geometry: null,
  properties: { summary: { successfulCount: matrix.length, totalCount: matrix.length }, matrix },
});

describe('Azure Maps', () => {
  interceptRequests();

  it('is asked in GeoJSON, with the key in a header and none in the address', async () => {
    const points = (pointType: string, coordinates: number[][]) => ({
      type: 'Feature',
      geometry: { type: 'MultiPoint', coordinates },
      properties: { pointType },
    });
    const scope = server()
      .post('/route/matrix?api-version=2025-01-01', {
        type: 'FeatureCollection',
        features: [
          points('origins', [
            [9.15049, 45.458545],
            [11.050541, 45.403337],
          ]),
          points('destinations', [[11.499931, 48.149853]]),
        ],
        travelMode: 'driving',
      })
      .matchHeader('subscription-key', 'the-key')
      .matchHeader('content-type', 'application/geo+json')
      .reply(200, answerOf([good(1), good(0, { durationTrafficInSeconds: 20_100 })]));
    assert.deepEqual(await service.askBlock(ask), [
      { seconds: 20_100, metres: 427_769 },
      { seconds: 19_520, metres: 427_769 },
    ]);
    assert.ok(scope.isDone());
  });

  it('judges each pair alone: no road, or nothing to say', async () => {
    const matrix = [
      cellOf(0, { statusCode: 400, error: { code: 'NO_ROUTE_FOUND', message: 'no route' } }),
      cellOf(1, { statusCode: 400, error: { code: 'OUT_OF_REGION', message: 'too far' } }),
    ];
    server().post(/.*/).reply(200, answerOf(matrix));
    assert.deepEqual(await service.askBlock(ask), ['no_way', undefined]);
  });

  it('takes fewer pairs once a time is told, fewer still when they lie far apart', () => {
    const near = { origins: placesInARow(300), destinations: placesInARow(300) };
    const departAt = new Date('2026-03-03T08:30:00Z');
    assert.equal(service.limits(near).cells, 2_500);
    assert.equal(service.limits({ ...near, departAt }).cells, 200);
    assert.equal(service.limits({ ...near, destinations: [munich], departAt }).cells, 100);
    const onFoot = azureMapsService({ key: 'the-key', now, travelMode: 'walking' });
    assert.equal(onFoot.limits(near).cells, 200);
  });

  it('is asked about the same hour of a week to come when the departure is over', async () => {
    const asked: string[] = [];
    server()
      .post(/.*/, ({ departAt }) => asked.push(departAt) > 0)
      .times(2)
      .reply(200, answerOf([good(0), good(1)]));
    await service.askBlock({ ...ask, departAt: new Date('2026-03-02T10:30:00Z') });
    await service.askBlock({ ...ask, departAt: new Date('2026-02-17T10:30:00Z') });
    assert.deepEqual(asked, ['2026-03-02T10:30:00.000Z', '2026-03-03T10:30:00.000Z']);
  });

  it('waits when it is told that too much was asked', async () => {
    const patience = quickPatience();
    server().post(/.*/).reply(429, '', { 'retry-after': '2' });
    server()
      .post(/.*/)
      .reply(200, answerOf([good(0), good(1)]));
    const cells = await azureMapsService({ key: 'the-key', now, patience }).askBlock(ask);
    assert.deepEqual([cells.length, patience.waits], [2, [2_000]]);
  });

  it('says that a key is refused without saying the key', async () => {
    server()
      .post(/.*/)
      .reply(401, {
        error: { code: '401 Unauthorized', message: 'Permission, capacity, or authentication' },
      });
    await assert.rejects(service.askBlock(ask), {
      kind: 'refused',
      message:
        'the routing service at atlas.microsoft.com answered 401 (401 Unauthorized); travel is estimated',
    });
  });
});
