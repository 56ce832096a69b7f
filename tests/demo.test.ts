import assert from 'node:assert/strict';
import { demoCompany } from '../demo/company.ts';

const now = new Date('2026-11-23T09:00:00Z');
const company = demoCompany({ seed: 7, now });

describe('the demo company', () => {
  it('is the same for the same seed and instant, and another for another seed', () => {
    assert.deepEqual(demoCompany({ seed: 7, now }), company);
    assert.notDeepEqual(demoCompany({ seed: 8, now }).people, company.people);
  });

  it('has the people, customers and articles that the story needs', () => {
    const of = (role: string) => company.people?.filter(({ roles }) => roles.includes(role as never)).length;
    assert.deepEqual(
      [
        'agent',
        'supervisor',
        'dispatcher',
        'technician',
        'knowledge-author',
        'telemetry-reader',
        'admin',
      ].map(of),
      [8, 3, 2, 12, 1, 1, 1],
    );
    assert.ok((company.customers?.length ?? 0) >= 38);
    assert.equal(company.articles?.length, 30);
  });

  it('has no reference that leads nowhere', () => {
    const ids = (kind: keyof typeof company) => new Set(company[kind]?.map(({ id }) => id));
    const sites = ids('sites');
    const people = ids('people');
    for (const { siteId } of company.customers ?? []) assert.ok(sites.has(siteId ?? ''), siteId ?? 'no site');
    for (const { memberIds } of company.queues ?? [])
      for (const id of memberIds) assert.ok(people.has(id), id);
    for (const { personId, calendarId } of company.resources ?? []) {
      assert.ok(people.has(personId), personId);
      assert.ok(ids('calendars').has(calendarId), calendarId);
    }
    for (const { calendarId } of company.slas ?? []) assert.ok(ids('calendars').has(calendarId));
    for (const { ownerId, customerId } of company.cases ?? [])
      assert.ok(people.has(ownerId ?? '') && ids('customers').has(customerId));
    for (const { resourceId } of company.bookings ?? []) assert.ok(ids('resources').has(resourceId));
  });

  it('has machines that speak, one of which complains, with a card for the dispatchers', () => {
    const assets = new Set(company.assets?.map(({ id }) => id));
    assert.ok((company.devices?.length ?? 0) >= 5);
    for (const { assetId, id } of company.devices ?? []) assert.ok(assets.has(assetId ?? ''), id);
    const byAsset = new Set(company.devices?.map(({ assetId }) => assetId));
    assert.ok(byAsset.size < (company.devices?.length ?? 0), 'two devices sit on one machine');
    const [alert] = company.alerts ?? [];
    assert.deepEqual([alert?.state, alert?.deviceId, alert?.number], ['open', 'AVS-P07-01', 'L-100']);
    assert.equal(company.conditions?.[0]?.alertId, alert?.id);
    const shown = company.posts?.filter(({ card, subjectId }) => card === 'alert' && subjectId === alert?.id);
    assert.equal(shown?.length, 2);
    assert.ok(
      company.customers?.some(
        ({ accountId }) => accountId === company.assets?.find(({ id }) => id === alert?.assetId)?.accountId,
      ),
    );
  });

  it('uses each id and each number once', () => {
    for (const records of Object.values(company)) {
      const all = records as readonly { id: string; number?: string }[];
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      const numbers = all.flatMap(({ number }) => (number ? [number] : []));
      assert.equal(new Set(numbers).size, numbers.length);
    }
  });

  it('can send somebody to every site for every kind of work', () => {
    for (const { territoryId } of company.sites ?? [])
      for (const skill of ['hvac', 'heating', 'plumbing', 'electrical', 'lift', 'doors', 'fire-safety'])
        assert.ok(
          company.resources?.some(
            ({ territoryIds, characteristics }) =>
              territoryIds.includes(territoryId ?? '') &&
              characteristics.some(({ id, rating }) => id === skill && rating >= 4),
          ),
          `${skill} in ${territoryId}`,
        );
  });
});
