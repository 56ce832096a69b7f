import assert from 'node:assert/strict';
import nock from 'nock';
import { valhallaService } from '../../../planning/travel/valhalla.ts';
import { quickPatience } from './fakes.ts';
import { interceptRequests } from './intercepted.ts';

const office = { lat: 40.744014, lon: -73.990508 };
const park = { lat: 40.739735, lon: -73.979713 };
const station = { lat: 40.750552, lon: -73.993519 };
const service = valhallaService({
  url: 'http://valhalla.test:8002',
  zone: 'America/New_York',
  patience: quickPatience(),
});
const server = () => nock('http://valhalla.test:8002');
const ask = { origins: [office], destinations: [park, station] };
const compact = { sources_to_targets: { durations: [[310, null]], distances: [[1.305, null]] } };

describe('a Valhalla server', () => {
  interceptRequests();

  it('is asked for the compact matrix of a costing model, and answers seconds and kilometres', async () => {
    const scope = server()
      .post('/sources_to_targets', {
        sources: [office],
        targets: [park, station],
        costing: 'auto',
        units: 'kilometers',
        verbose: false,
      })
      .reply(200, { algorithm: 'costmatrix', units: 'kilometers', ...compact });
    assert.deepEqual(await service.askBlock(ask), [{ seconds: 310, metres: 1305 }, 'no_way']);
    assert.ok(scope.isDone());
  });

  it('is read in its long form too, in rows or flat, in miles or kilometres', async () => {
    const pairs = [
      { from_index: 0, to_index: 1, time: 400, distance: 1 },
      { from_index: 0, to_index: 0, time: 310, distance: 0.5 },
    ];
    for (const found of [pairs, [pairs]]) {
      server().post('/sources_to_targets').reply(200, { units: 'miles', sources_to_targets: found });
      assert.deepEqual(await service.askBlock(ask), [
        { seconds: 310, metres: 804.672 },
        { seconds: 400, metres: 1609.344 },
      ]);
    }
  });

  it('is told a departure by the wall clock of the company, in blocks with no more rows than columns', async () => {
    const departAt = new Date('2026-07-06T12:30:00Z');
    const scope = server()
      .post(
        '/sources_to_targets',
        ({ date_time: when }) => when.type === 1 && when.value === '2026-07-06T08:30',
      )
      .reply(200, compact);
    await service.askBlock({ ...ask, departAt });
    assert.ok(scope.isDone());
    assert.equal(service.limits({ ...ask, departAt }).wide, true);
    assert.equal(service.limits(ask).wide, false);
  });

  it('says by a number why it refuses', async () => {
    const refusing = (error_code: number) =>
      server()
        .post('/sources_to_targets')
        .reply(400, { error_code, error: 'Some words', status_code: 400, status: 'Bad Request' });
    for (const [code, kind] of [
      [150, 'too_big'],
      [154, 'off_road'],
      [171, 'off_road'],
      [170, 'no_path'],
      [442, 'no_path'],
      [125, 'refused'],
    ] as const) {
      refusing(code);
      await assert.rejects(service.askBlock(ask), { kind });
    }
    refusing(125);
    await assert.rejects(service.askBlock(ask), /valhalla.test:8002 answered 400, error 125 \(Some words\)/);
  });

  it('is not believed when cells are missing', async () => {
    server()
      .post('/sources_to_targets')
      .reply(200, { sources_to_targets: { durations: [[310]] } });
    await assert.rejects(service.askBlock(ask), /a matrix of another size/);
  });
});
