import assert from 'node:assert/strict';
import nock from 'nock';
import { osrmService } from '../../../planning/travel/osrm.ts';
import { quickPatience } from './fakes.ts';
import { interceptRequests } from './intercepted.ts';

const depot = { lat: 52.517037, lon: 13.38886 };
const north = { lat: 52.529407, lon: 13.397634 };
const east = { lat: 52.523219, lon: 13.428555 };
const service = osrmService({ url: 'http://osrm.test:5000/', patience: quickPatience() });
const table = '/table/v1/driving/13.388860,52.517037;13.397634,52.529407;13.428555,52.523219';
const answering = (status: number, body: object, path = table) =>
  nock('http://osrm.test:5000')
    .get((uri) => uri.startsWith(path))
    .reply(status, body);
const ask = { origins: [depot, north], destinations: [north, east] };

describe('an OSRM server', () => {
  interceptRequests();

  it('is asked for seconds and metres of a table, each place written once, longitude first', async () => {
    let asked = '';
    nock('http://osrm.test:5000')
      .get((uri) => {
        asked = uri;
        return true;
      })
      .reply(200, {
        code: 'Ok',
        durations: [
          [251.3, 480.2],
          [0, 390.5],
        ],
        distances: [
          [1886.8, 3984.1],
          [0, 2852.3],
        ],
        sources: [],
        destinations: [],
      });
    assert.deepEqual(await service.askBlock(ask), [
      { seconds: 251.3, metres: 1886.8 },
      { seconds: 480.2, metres: 3984.1 },
      { seconds: 0, metres: 0 },
      { seconds: 390.5, metres: 2852.3 },
    ]);
    assert.equal(
      asked,
      `${table}?sources=0;1&destinations=1;2&annotations=duration,distance&generate_hints=false`,
    );
  });

  it('answers null for a pair that no road joins', async () => {
    answering(200, { code: 'Ok', durations: [[null, 480.2]], distances: [[null, 3984.1]] });
    const cells = await service.askBlock({ ...ask, origins: [depot] });
    assert.deepEqual(cells, ['no_way', { seconds: 480.2, metres: 3984.1 }]);
  });

  it('may be too old to tell distances', async () => {
    answering(200, { code: 'Ok', durations: [[251.3, 480.2]] });
    const cells = await service.askBlock({ ...ask, origins: [depot] });
    assert.deepEqual(cells[1], { seconds: 480.2, metres: undefined });
  });

  it('names the place that lies on no road, wherever it stands in the ask', async () => {
    const message = 'Could not find a matching segment for coordinate 1';
    answering(400, { code: 'NoSegment', message });
    await assert.rejects(service.askBlock(ask), {
      kind: 'off_road',
      places: { origins: [1], destinations: [0] },
    });
  });

  it('tells a table that is too big from an ask it refuses', async () => {
    answering(400, { code: 'TooBig', message: 'Too many table coordinates' });
    await assert.rejects(service.askBlock(ask), { kind: 'too_big' });
    answering(400, { code: 'InvalidQuery', message: 'Query string malformed close to position 42' });
    await assert.rejects(service.askBlock(ask), {
      kind: 'refused',
      message:
        'the routing service at osrm.test:5000 answered InvalidQuery (Query string malformed close to position 42); travel is estimated',
    });
  });

  it('is not believed when its answer is no table of this size', async () => {
    answering(200, { code: 'Ok', durations: [[1]] });
    await assert.rejects(service.askBlock(ask), /a table of another size/);
    nock('http://osrm.test:5000').get(/.*/).reply(200, '<html>');
    await assert.rejects(service.askBlock(ask), /answered 200 and no table/);
  });

  it('is asked for as many places at once as it was started for', () => {
    assert.deepEqual(service.limits(ask), { cells: 10_000, origins: 100, destinations: 100, places: 100 });
    const large = osrmService({ url: 'http://osrm.test', tableSize: 500 });
    assert.equal(large.limits(ask).places, 500);
  });
});
