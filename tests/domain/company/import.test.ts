import assert from 'node:assert/strict';
import { checkPlan } from '../../../domain/company/check-plan.ts';
import { type CompanyFile, companyFields, companyKinds } from '../../../domain/company/company-file.ts';
import { defaultsOf } from '../../../domain/company/defaults.ts';
import { exportCompany } from '../../../domain/company/export.ts';
import { importCompany } from '../../../domain/company/import.ts';
import { planImport } from '../../../domain/company/plan-import.ts';
import { referencesOf } from '../../../domain/company/references.ts';
import type { Actor } from '../../../domain/people/actor.ts';
import { aPerson, aQueue } from '../../fixtures/desk-records.ts';
import { Memory } from '../../fixtures/memory.ts';
import { aDesk as anOffice, openAt } from '../sla/sla-desk.ts';

const admin: Actor = { id: 'adam', name: 'Adam', roles: ['admin'], unitId: 'main' };
const nine = [[540, 1020]] as const;
const week = [nine, nine, nine, nine, nine, [], []];

/** A company of one of each kind. */
const company = {
  calendars: [{ id: 'hours', name: 'Office', zone: 'Europe/Berlin', week }],
  territories: [{ id: 'north', name: 'North' }],
  people: [
    { id: 'ana', name: 'Ana Ruiz', email: 'ana@x.example', roles: ['agent'], aadObjectId: 'aad-ana' },
    { id: 'tom', name: 'Tom Berg', email: 'tom@x.example', roles: ['technician'], aadObjectId: 'aad-tom' },
  ],
  agents: [{ id: 'ana', languages: ['es'] }],
  queues: [{ id: 'q-1', name: 'All', memberIds: ['ana'], calendarId: 'hours', fallback: true }],
  slas: [{ id: 'sla-1', name: 'Standard', levels: ['bronze'], calendarId: 'hours', targets: [] }],
  products: [{ id: 'pump', name: 'Pump', category: 'cooling', priceCents: 900 }],
  resources: [
    { id: 'van', personId: 'tom', calendarId: 'hours', homeLat: 53.5, homeLon: 10, territoryIds: ['north'] },
  ],
  accounts: [{ id: 'acc', name: 'Harbour Ltd' }],
  sites: [
    {
      id: 'site',
      name: 'Quay',
      accountId: 'acc',
      address: '1 Quay',
      lat: 53.5,
      lon: 10,
      territoryId: 'north',
    },
  ],
  customers: [
    { id: 'clara', name: 'Clara', accountId: 'acc', siteId: 'site', createdAt: '2026-01-02T03:04:05.000Z' },
  ],
  assets: [
    {
      id: 'ac',
      name: 'AC',
      category: 'cooling',
      accountId: 'acc',
      siteId: 'site',
      installedAt: '2024-05-06',
    },
  ],
  articles: [{ id: 'art', title: 'Drain it', body: 'Open the hatch.', category: 'cooling' }],
} as const satisfies CompanyFile;
const many = 14;

const aDesk = (): Memory =>
  new Memory().seed('people', aPerson({ id: 'adam', roles: ['admin'], aadObjectId: 'aad-adam' }));
const bring = (desk: Memory, file: CompanyFile, dryRun = false) =>
  desk.commit((unit) => importCompany(unit, { company: file, dryRun }), { actor: admin });

async function assertRefused(
  file: CompanyFile,
  place: string,
  problem: RegExp,
  desk = aDesk(),
): Promise<void> {
  const before = desk.all('queues').length + desk.all('people').length;
  await assert.rejects(
    bring(desk, file),
    (error: Error & { code: string; details: Record<string, string> }) => {
      assert.deepEqual([error.code, error.details.place], ['input.invalid', place]);
      assert.match(error.details.problem ?? '', problem);
      return true;
    },
  );
  assert.equal(desk.all('queues').length + desk.all('people').length, before, 'something was saved');
}

describe('importing a company', () => {
  it('makes what is not there, with defaults for what the file leaves out', async () => {
    const desk = aDesk();
    const { created, updated, unchanged, byKind } = await bring(desk, company);
    assert.deepEqual([created, updated, unchanged], [many, 0, 0]);
    assert.deepEqual(byKind.people, { created: 2, updated: 0, unchanged: 0 });
    const agent = desk.one('agents', 'ana');
    assert.deepEqual(
      [agent.name, agent.presence, agent.lastAssignedAt, agent.version, agent.unitId],
      ['Ana Ruiz', 'away', {}, 1, 'main'],
    );
    assert.equal(desk.one('resources', 'van').name, 'Tom Berg');
    assert.equal(desk.one('assets', 'ac').number, 'A-101');
    assert.equal(desk.one('assets', 'ac').installedAt.toISOString(), '2024-05-06T00:00:00.000Z');
    const article = desk.one('articles', 'art');
    assert.deepEqual([article.state, article.authorId, article.number], ['published', 'adam', 'K-101']);
    assert.deepEqual(
      desk.events.map(({ name, data }) => [name, data]),
      [['article.changed', { articleId: 'art' }]],
    );
  });

  it('touches nothing the second time', async () => {
    const desk = aDesk();
    await bring(desk, company);
    desk.advance(60);
    const { created, updated, unchanged } = await bring(desk, company);
    assert.deepEqual([created, updated, unchanged], [0, 0, many]);
    for (const kind of companyKinds) for (const { version } of desk.all(kind)) assert.equal(version, 1, kind);
    assert.equal(desk.events.length, 1);
  });

  it('counts and checks in a dry run, and saves nothing', async () => {
    const desk = aDesk();
    assert.equal((await bring(desk, company, true)).created, many);
    assert.deepEqual([desk.all('agents').length, desk.events.length], [0, 0]);
    const sites = [{ ...company.sites[0], accountId: 'gone' }];
    await assert.rejects(bring(desk, { ...company, sites }, true), { code: 'input.invalid' });
  });

  it('keeps what the file does not name, such as where an agent is', async () => {
    const desk = aDesk();
    await bring(desk, company);
    desk.seed('agents', {
      ...desk.one('agents', 'ana'),
      presence: 'busy',
      senior: true,
      focusCaseId: 'case-1',
    });
    const { updated } = await bring(desk, { agents: [{ id: 'ana', capacityUnits: 2 }] });
    const { presence, senior, focusCaseId, capacityUnits, languages } = desk.one('agents', 'ana');
    assert.equal(updated, 1);
    assert.deepEqual(
      [presence, senior, focusCaseId, capacityUnits, languages],
      ['busy', true, 'case-1', 2, ['es']],
    );
  });

  it('raises the version of an article whose text it changes', async () => {
    const desk = aDesk();
    await bring(desk, company);
    await bring(desk, { articles: [{ ...company.articles[0], body: 'Close the hatch.' }] });
    const { major, minor, body } = desk.one('articles', 'art');
    assert.deepEqual([major, minor, body], [1, 1, 'Close the hatch.']);
    assert.equal(desk.events.length, 2);
  });

  it('plans open promises anew when hours change', async () => {
    const desk = anOffice();
    await openAt(desk);
    const due = desk.all('kpiInstances').map(({ dueAt }) => dueAt?.getTime());
    const { name, zone, exceptions } = desk.one('calendars', 'office');
    const short = [[540, 600]] as const;
    const shorter = [short, short, short, short, short, [], []];
    await bring(desk, { calendars: [{ id: 'office', name, zone, week: shorter, exceptions }] });
    assert.notDeepEqual(
      desk.all('kpiInstances').map(({ dueAt }) => dueAt?.getTime()),
      due,
    );
  });

  it('is for admins', async () => {
    const agent: Actor = { ...admin, roles: ['supervisor'] };
    const asked = aDesk().commit((unit) => importCompany(unit, { company }), { actor: agent });
    await assert.rejects(asked, { code: 'role.not_allowed' });
  });
});

describe('an import that is wrong somewhere', () => {
  it('is refused whole for a reference that leads nowhere', async () => {
    const second = { ...company.queues[0], id: 'q-2', memberIds: ['ana', 'nobody'] };
    await assertRefused(
      { ...company, queues: [...company.queues, second] },
      'queues[1].memberIds[1]',
      /no nobody among people/,
    );
    await assertRefused(
      { ...company, slas: [{ ...company.slas[0], calendarId: 'moon' }] },
      'slas[0].calendarId',
      /no moon among calendars/,
    );
    await assertRefused({ agents: company.agents }, 'agents[0].id', /no ana among people/);
  });

  it('may lead to what is there already, in its own unit only', async () => {
    const desk = aDesk().seed('people', aPerson({ id: 'ana' }), aPerson({ id: 'sam', unitId: 'other' }));
    const { created } = await bring(desk, { queues: [{ id: 'q', name: 'All', memberIds: ['ana'] }] });
    assert.equal(created, 1);
    const queues = [{ id: 'q-2', name: 'Theirs', memberIds: ['sam'] }];
    await assertRefused({ queues }, 'queues[0].memberIds[0]', /no sam/, desk);
    const theirs = desk.seed('queues', aQueue({ id: 'q-9', unitId: 'other' }));
    const taken = [{ id: 'q-9', name: 'Mine now', memberIds: ['ana'] }];
    await assertRefused({ queues: taken }, 'queues[0].id', /another unit/, theirs);
  });

  it('is refused for hours that cannot be, with the place in the file', async () => {
    const [calendar] = company.calendars;
    const zone = [{ ...calendar, zone: 'Mars/Base' }];
    await assertRefused({ calendars: zone }, 'calendars[0].zone', /Mars\/Base/);
    const never = [calendar, { ...calendar, id: 'never', week: [[], [], [], [], [], [], []] }];
    await assertRefused({ calendars: never }, 'calendars[1].week', /no working time/);
  });

  it('is refused for an id, a sign-in or a number that stands twice', async () => {
    const [ana] = company.people;
    await assertRefused({ people: [ana, ana] }, 'people[1].id', /twice/);
    await assertRefused({ people: [ana, { ...ana, id: 'bea' }] }, 'people[1].aadObjectId', /that of ana/);
    await assertRefused(
      { people: [{ ...ana, aadObjectId: 'aad-adam' }] },
      'people[0].aadObjectId',
      /that of adam/,
    );
    const articles = ['a', 'b'].map((id) => ({ ...company.articles[0], id, number: 'K-7' }));
    await assertRefused({ articles }, 'articles[1].number', /K-7 is already that of a/);
  });

  it('cannot lock out whoever imports', async () => {
    const adam = { ...company.people[0], id: 'adam', aadObjectId: 'aad-adam' };
    await assertRefused({ people: [adam] }, 'people[0].roles', /no longer be an admin/);
    await assertRefused(
      { people: [{ ...adam, roles: ['admin'], active: false }] },
      'people[0].roles',
      /admin/,
    );
  });
});

describe('exporting a company', () => {
  it('gives a file that makes the same company elsewhere', async () => {
    const from = aDesk();
    await bring(from, company);
    const file = await from.commit(exportCompany, { actor: admin });
    const to = aDesk();
    const { created, unchanged } = await bring(to, file);
    assert.deepEqual([created, unchanged], [many, 1]);
    assert.deepEqual(await to.commit(exportCompany, { actor: admin }), file);
  });

  it('leaves behind what comes from work, strangers and other units', async () => {
    const desk = aDesk().seed('people', aPerson({ id: 'sam', unitId: 'other' }));
    await bring(desk, company);
    desk.seed('customers', { ...desk.one('customers', 'clara'), id: 'visitor', anonymous: true });
    const file = await desk.commit(exportCompany, { actor: admin });
    assert.deepEqual(
      file.agents?.map((agent) => Object.keys(agent)),
      [companyFields.agents],
    );
    assert.deepEqual(
      file.customers?.map(({ id }) => id),
      ['clara'],
    );
    assert.deepEqual(
      file.people?.map(({ id }) => id),
      ['adam', 'ana', 'tom'],
    );
  });

  it('is for admins', async () => {
    const asked = aDesk().commit(exportCompany, { actor: { ...admin, roles: ['agent'] } });
    await assert.rejects(asked, { code: 'role.not_allowed' });
  });
});

describe('the parts of an import', () => {
  it('know every kind: its fields, its defaults and what it points at', () => {
    for (const known of [companyFields, defaultsOf, referencesOf])
      assert.deepEqual(Object.keys(known).sort(), [...companyKinds].sort());
  });

  it('plan without saving and let a sound plan pass', async () => {
    const unit = aDesk().unit(admin);
    const plan = await planImport(unit, company);
    assert.deepEqual(plan.map(({ place }) => place).slice(0, 4), [
      'calendars[0]',
      'territories[0]',
      'people[0]',
      'people[1]',
    ]);
    await assert.doesNotReject(checkPlan(unit, plan));
    assert.equal(await unit.queues.count({}), 0);
  });
});
