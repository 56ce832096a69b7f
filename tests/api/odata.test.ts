import assert from 'node:assert/strict';
import { type ApiServer, anApiServer, type Send } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';

describe('OData lists', () => {
  let server: ApiServer;
  let agent: Send;
  let customer: Send;

  before(async () => {
    server = await anApiServer(twoUnits);
    agent = await server.as('ana');
    customer = await server.as('cu-1');
  });
  after(() => server.stop());

  const numbers = async (send: Send, filter: string, path = '/api/cases') => {
    const answer = await send(`${path}?$filter=${encodeURIComponent(filter)}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.body.value.map(({ number, id }: { number?: string; id: string }) => number ?? id);
  };

  const found: Record<string, readonly string[]> = {
    "state eq 'active'": ['C-1', 'C-2'],
    "state ne 'active'": ['C-3'],
    "state in ('resolved','closed')": ['C-3'],
    'stateCode eq 1': ['C-3'],
    'stateCode lt 1': ['C-1', 'C-2'],
    'stateCode in (0, 2)': ['C-1', 'C-2'],
    'priorityCode eq 1': ['C-2'],
    "title eq 'It''s cold'": ['C-2'],
    "contains(title,'leak')": ['C-1'],
    "contains(title, 'LEAK')": ['C-1'],
    "startswith(title,'It''s')": ['C-2'],
    "not contains(title,'leak')": ['C-2', 'C-3'],
    'ownerId eq null': ['C-2', 'C-3'],
    'ownerId ne null': ['C-1'],
    "owner/id eq 'ana'": ['C-1'],
    "owner/name eq 'Ana'": ['C-1'],
    "owner/name ne 'Ana'": ['C-2', 'C-3'],
    'owner eq null': ['C-2', 'C-3'],
    "queue/name eq 'Cooling'": ['C-1', 'C-2'],
    "queue/name in ('Cooling','Heating')": ['C-1', 'C-2'],
    "startswith(customer/name,'Car')": ['C-2'],
    'satisfaction ge 4': ['C-3'],
    'satisfaction gt 4': [],
    'danger eq true': ['C-3'],
    danger: ['C-3'],
    'not danger': ['C-1', 'C-2'],
    'openedAt ge 2026-03-02T08:30:00Z': ['C-1', 'C-2', 'C-3'],
    'openedAt lt 2026-03-02T09:30:00+01:00': [],
    'openedAt gt 2026-03-03': [],
    "openedAt le '2026-03-02T08:30:00.000Z'": ['C-1', 'C-2', 'C-3'],
    "(state eq 'active' and priority eq 'high') or number eq 'C-3'": ['C-2', 'C-3'],
    "state eq 'active' and (priority eq 'low' or not (customerId eq 'cu-2'))": ['C-1'],
  };
  for (const [filter, expected] of Object.entries(found))
    it(`find by ${filter}`, async () => {
      assert.deepEqual(await numbers(agent, filter), expected);
    });

  const refused: Record<string, RegExp> = {
    "state eq 'open'": /state can be active, resolved/,
    "colour eq 'red'": /there is no field colour; there are id, number/,
    "__proto__ eq 'x'": /there is no field/,
    "constructor/name eq 'x'": /there is no field/,
    "owner/roles eq 'x'": /there is no field owner\/roles/,
    "owner/name/x eq 'x'": /there is no field/,
    'title eq 7': /title is compared with text in single quotes/,
    "satisfaction eq '7'": /satisfaction is compared with a whole number/,
    'satisfaction gt 4.5': /satisfaction is compared with a whole number/,
    'satisfaction gt 99999999999999999999': /satisfaction is compared with a whole number/,
    "openedAt ge 'soon'": /no instant/,
    'openedAt ge 2026-13-45T00:00:00Z': /no instant/,
    'satisfaction gt null': /eq and ne only/,
    "title eq 'open": /no closing quote/,
    "title eq 'a' and": /at its end, a field/,
    "title eq 'a' title": /and, or, or the end/,
    "(title eq 'a'": /closing parenthesis/,
    'title like leak': /one of eq, ne/,
    "endswith(title,'x')": /no function endswith/,
    "substring(title,1) eq 'x'": /no function substring/,
    "contains(danger,'x')": /works on text/,
    "contains('x',title)": /a field is expected/,
    "'x' eq title": /a field, not/,
    'title eq number': /a value/,
    "title eq 'x'; DROP TABLE cases": /not part of a filter/,
    "title eq 'x' -- ": /not part of a filter/,
    'title eq "x"': /single quotes/,
    [`${'('.repeat(60)}danger${')'.repeat(60)}`]: /nested more than/,
    [`${'not '.repeat(60)}danger`]: /nested more than/,
    [`title eq '${'x'.repeat(5_000)}'`]: /longer than/,
    [`satisfaction in (${Array.from({ length: 201 }, (_, at) => at).join(',')})`]: /at most 200/,
  };
  for (const [filter, expected] of Object.entries(refused))
    it(`refuse ${filter.slice(0, 50)} and say what is wrong`, async () => {
      const answer = await agent(`/api/cases?$filter=${encodeURIComponent(filter)}`);
      assert.equal(answer.status, 400, answer.text);
      assert.equal(answer.body.code, 'filter.invalid');
      assert.match(answer.body.detail, expected);
    });

  const injected = [
    "' OR '1'='1",
    "'' OR ''=''",
    '%',
    '_',
    "\\'",
    '#{7*7}',
    '*',
    "x' UNION SELECT secret FROM settings --",
  ];
  for (const text of injected)
    it(`take ${text} as nothing but text`, async () => {
      assert.deepEqual(await numbers(agent, `title eq '${text.replaceAll("'", "''")}'`), []);
      assert.deepEqual(await numbers(agent, `contains(title,'${text.replaceAll("'", "''")}')`), []);
    });

  it('order, cut and count', async () => {
    const answer = await agent('/api/cases?$orderby=priority asc,number desc&$top=2&$count=true');
    assert.deepEqual(
      answer.body.value.map(({ number }: { number: string }) => number),
      ['C-2', 'C-3'],
    );
    assert.equal(answer.body['@odata.count'], 3);
    assert.equal(answer.body['@odata.nextLink'], undefined, 'two were asked for and two were given');
    assert.equal(answer.headers.get('odata-version'), '4.0');
  });

  it('go on page by page until everything was read once', async () => {
    await server.database.commit({})(async (unit) => {
      for (let at = 0; at < 230; at++)
        unit.products.save({
          id: `p-${String(at).padStart(4, '0')}`,
          version: 0,
          unitId: 'main',
          name: `Part ${at}`,
          kind: 'inventory',
          category: 'bulk',
          priceCents: at,
        });
    });
    const read = async (path: string): Promise<string[]> => {
      const { body } = await agent(path);
      const ids = body.value.map(({ id }: { id: string }) => id);
      const next: string | undefined = body['@odata.nextLink'];
      return next ? [...ids, ...(await read(next.replace('http://fieldline.test', '')))] : ids;
    };
    const all = await read("/api/products?$filter=category eq 'bulk'&$orderby=priceCents desc");
    assert.equal(all.length, 230);
    assert.equal(new Set(all).size, 230);
    assert.equal(all[0], 'p-0229');
    assert.equal((await read("/api/products?$filter=category eq 'bulk'&$top=210")).length, 210);
    const { text } = await agent("/api/products/$count?$filter=category eq 'bulk'");
    assert.equal(text, '230');
  });

  it('show only what is selected', async () => {
    const { body } = await agent('/api/cases?$select=number,owner&$top=1');
    assert.deepEqual(body.value, [{ number: 'C-1', owner: { id: 'ana', name: 'Ana' } }]);
    assert.equal(body['@odata.context'], 'http://fieldline.test/api/$metadata#cases(number,owner)');
  });

  it('show related things within when asked', async () => {
    const { body } = await agent('/api/cases/C-1?$expand=customer,messages,workOrders,owner');
    assert.equal(body.customer.email, 'clara@example.com');
    assert.deepEqual(
      body.messages.map(({ id }: { id: string }) => id),
      ['00m-1'],
    );
    assert.equal(body.workOrders[0].number, 'W-1');
    assert.equal(body.owner.aadObjectId, 'aad-ana');
  });

  it('show within only what the caller may see', async () => {
    const { body } = await customer('/api/cases/C-1?$expand=owner,asset,kpiInstances,messages');
    assert.equal(body.owner, null);
    assert.deepEqual(body.kpiInstances, []);
    assert.equal(body.messages.length, 1);
  });

  for (const option of [
    '$top=-1',
    '$top=many',
    '$skip=1.5',
    '$orderby=owner',
    '$orderby=title up',
    '$select=secret',
    '$expand=unit',
    '$count=maybe',
    '$search=x',
    '$apply=x',
    '$format=xml',
    '$top=1&$top=2',
  ])
    it(`refuse ${option}`, async () => {
      const answer = await agent(`/api/cases?${option}`);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, 'filter.invalid');
    });

  it('take options without their dollar sign and encoded, as clients send them', async () => {
    const plain = await agent("/api/cases?filter=number eq 'C-2'&top=5");
    const encoded = await agent('/api/cases?%24filter=number%20eq%20%27C-2%27');
    assert.deepEqual(plain.body.value, encoded.body.value);
    assert.equal(plain.body.value.length, 1);
  });

  it('never let a customer filter or order by what customers do not see', async () => {
    for (const query of ["$filter=slaId eq 'sla-1'", '$orderby=escalatedAt', '$select=slaId']) {
      const answer = await customer(`/api/cases?${query}`);
      assert.equal(answer.body.code, 'filter.invalid', query);
    }
  });

  it('keep to the fields of each thing, with Dynamics numbers beside the words', async () => {
    const { body } = await agent("/api/cases?$filter=number eq 'C-3'");
    const [{ state, stateCode, priority, priorityCode, owner, queue, satisfaction, openedAt }] = body.value;
    assert.deepEqual(
      { state, stateCode, priority, priorityCode, owner, queue, satisfaction, openedAt },
      {
        state: 'resolved',
        stateCode: 1,
        priority: 'normal',
        priorityCode: 2,
        owner: null,
        queue: null,
        satisfaction: 4,
        openedAt: '2026-03-02T08:30:00.000Z',
      },
    );
  });

  it('name people by their directory id', async () => {
    const { body } = await agent('/api/agents/ana');
    assert.equal(body.aadObjectId, 'aad-ana');
    const filtered = await agent("/api/agents?$filter=aadObjectId eq 'aad-sue'");
    assert.equal(filtered.body.value[0].id, 'sue');
    assert.equal((await agent('/api/resources/res-tom')).body.aadObjectId, 'aad-tom');
  });

  it('are told of in a service document and in CSDL that fits them', async () => {
    const { body } = await server.nobody('/api/');
    const names = body.value.map(({ url }: { url: string }) => url);
    assert.ok(names.includes('cases') && names.includes('work-orders'));
    const xml = (await server.nobody('/api/$metadata')).text;
    for (const { name } of body.value) assert.match(xml, new RegExp(`<EntitySet Name="${name}"`));
    for (const name of names) {
      const list = await agent(`/api/${name}?$top=1`);
      assert.equal(list.status, 200, name);
      const type = new RegExp(
        `EntitySet Name="${name.replaceAll('-', '_')}" EntityType="Fieldline\\.(\\w+)"`,
      ).exec(xml)?.[1];
      const declared = new RegExp(`<EntityType Name="${type}">(.*?)</EntityType>`, 's').exec(xml)?.[1] ?? '';
      for (const field of Object.keys(list.body.value[0] ?? {}))
        assert.match(declared, new RegExp(`Name="${field}"`));
    }
  });
});
