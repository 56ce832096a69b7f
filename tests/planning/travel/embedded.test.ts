import assert from 'node:assert/strict';
import { usualWeek } from '../../../domain/scheduling/travel-hours.ts';
import { embeddedProvider } from '../../../planning/travel/embedded.ts';
import { placesInARow } from './fakes.ts';

const origins = placesInARow(3);
const destinations = placesInARow(2, 51.3);

describe('the embedded travel provider', () => {
  it('answers every pair without asking anybody, and says that it estimates', async () => {
    const answer = await embeddedProvider({ zone: 'Europe/London' }).travel({ origins, destinations });
    assert.deepEqual([answer.rows, answer.columns, answer.durations.length], [3, 2, 6]);
    assert.ok(answer.durations.every((seconds) => seconds > 0));
    assert.ok(answer.estimated.every((one) => one === 1));
    assert.deepEqual(answer.troubles, []);
  });

  it('follows the wall clock of the company: eight in the morning is another instant in New York', async () => {
    const at = async (zone: string, iso: string) => {
      const ask = { origins, destinations, departAt: new Date(iso) };
      return (await embeddedProvider({ zone }).travel(ask)).durations[0]!;
    };
    const calm = await at('Europe/London', '2026-01-05T12:00:00Z');
    assert.ok((await at('Europe/London', '2026-01-05T08:10:00Z')) > calm);
    assert.equal(
      await at('America/New_York', '2026-01-05T13:10:00Z'),
      await at('Europe/London', '2026-01-05T08:10:00Z'),
    );
  });

  it('takes hours that the company counted itself', async () => {
    const slow = { ...usualWeek, sunday: Array<number>(24).fill(3) };
    const ask = { origins, destinations, departAt: new Date('2026-01-04T12:00:00Z') };
    const usual = await embeddedProvider({ zone: 'UTC' }).travel(ask);
    const counted = await embeddedProvider({ zone: 'UTC', profile: slow }).travel(ask);
    assert.ok(counted.durations[0]! > 2 * usual.durations[0]!);
  });
});
