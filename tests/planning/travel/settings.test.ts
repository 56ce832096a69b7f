import assert from 'node:assert/strict';
import { readTravelSettings } from '../../../planning/travel/settings.ts';

describe('the travel settings', () => {
  it('choose the embedded model when nothing is said', () => {
    assert.equal(readTravelSettings({}).provider, 'embedded');
    assert.equal(readTravelSettings({ TRAVEL_PROVIDER: '', TRAVEL_URL: '' }).provider, 'embedded');
  });

  it('hold for each service what it needs', () => {
    const osrm = { TRAVEL_PROVIDER: 'osrm', TRAVEL_URL: 'http://osrm.test:5000', TRAVEL_TABLE_SIZE: '500' };
    assert.deepEqual(readTravelSettings({ ...osrm, TRAVEL_RADIUS_KM: '60' }), {
      provider: 'osrm',
      url: 'http://osrm.test:5000',
      profile: undefined,
      tableSize: 500,
      radiusMetres: 60_000,
    });
    const azure = { TRAVEL_PROVIDER: 'azure-maps', TRAVEL_KEY: 'k', TRAVEL_PROFILE: 'truck' };
    assert.deepEqual(readTravelSettings(azure), {
      provider: 'azure-maps',
      key: 'k',
      url: undefined,
      profile: 'truck',
      radiusMetres: undefined,
    });
  });

  it('refuse what would not work, in one line that names the setting', () => {
    const refused: [Record<string, string>, RegExp][] = [
      [{ TRAVEL_PROVIDER: 'google' }, /^TRAVEL_PROVIDER: embedded, osrm, valhalla or azure-maps$/],
      [{ TRAVEL_PROVIDER: 'osrm' }, /^TRAVEL_URL: TRAVEL_PROVIDER=osrm needs it$/],
      [{ TRAVEL_PROVIDER: 'valhalla', TRAVEL_URL: 'ftp://x' }, /^TRAVEL_URL: an http or https address$/],
      [{ TRAVEL_PROVIDER: 'azure-maps' }, /^TRAVEL_KEY: TRAVEL_PROVIDER=azure-maps needs it$/],
      [{ TRAVEL_URL: 'http://osrm.test' }, /^TRAVEL_URL: TRAVEL_PROVIDER=embedded makes no use of it$/],
      [
        { TRAVEL_PROVIDER: 'azure-maps', TRAVEL_KEY: 'k', TRAVEL_PROFILE: 'boat' },
        /^TRAVEL_PROFILE: driving, /,
      ],
      [
        { TRAVEL_PROVIDER: 'osrm', TRAVEL_URL: 'http://x', TRAVEL_RADIUS_KM: '0' },
        /^TRAVEL_RADIUS_KM: a number of kilometres above zero$/,
      ],
    ];
    for (const [env, message] of refused) assert.throws(() => readTravelSettings(env), { message });
  });
});
