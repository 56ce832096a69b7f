import assert from 'node:assert/strict';
import { type Verb, verbs } from '../../cards/verbs.ts';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { type Answered, aCaller, type Caller } from './cast/caller.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

/** Names nothing that there is: who may not ask is refused for it, who may learns that there is no such thing. */
const nothing = 'nothing-of-that-name';

/** The same request on both ways: what a card's button sends, and what a script sends to the route of the same verb. */
const asked: Record<
  Verb,
  { readonly data: Record<string, unknown>; readonly body?: Record<string, unknown> }
> = {
  'offer.accept': { data: { offerId: nothing } },
  'offer.decline': { data: { offerId: nothing } },
  'case.focus': { data: { caseId: nothing } },
  'case.reply': { data: { caseId: nothing, text: 'Hello' }, body: { text: 'Hello' } },
  'case.suggest-reply': { data: { caseId: nothing } },
  'case.summary': { data: { caseId: nothing } },
  'case.transfer': { data: { caseId: nothing, target: 'agent:agent-02' }, body: { toAgentId: 'agent-02' } },
  'case.park': { data: { caseId: nothing } },
  'case.resolve': {
    data: { caseId: nothing, type: 'problem-solved', text: 'Done.' },
    body: { type: 'problem-solved', text: 'Done.' },
  },
  'case.pick': { data: { caseId: nothing } },
  'case.dispatch': {
    data: {
      caseId: nothing,
      need: 'Look',
      durationMinutes: '60',
      window: '2026-03-02T09:00Z/2026-03-02T17:00Z',
    },
    body: { need: 'Look' },
  },
  'case.show': { data: { caseId: nothing } },
  'case.rate': { data: { caseId: 'case-1006', rating: 5 }, body: { rating: 5 } },
  'article.send': { data: { caseId: nothing, articleId: nothing }, body: { caseId: nothing } },
  'work-order.slots': { data: { workOrderId: nothing } },
  'booking.make': {
    data: { workOrderId: nothing, resourceId: nothing, startAt: '2026-03-02T09:00:00Z' },
    body: { workOrderId: nothing, resourceId: nothing, startAt: '2026-03-02T09:00:00Z' },
  },
  'booking.travel': { data: { bookingId: nothing } },
  'booking.arrive': { data: { bookingId: nothing } },
  'booking.complete': {
    data: { bookingId: nothing, report: 'Done.', outcome: 'fixed' },
    body: { report: 'Done.', outcome: 'fixed' },
  },
  'booking.cannot': { data: { bookingId: nothing, reason: 'Ill' }, body: { reason: 'Ill' } },
  'booking.break': { data: { bookingId: nothing } },
  'booking.resume': { data: { bookingId: nothing } },
  'escalation.approve': { data: { escalationId: nothing } },
  'escalation.decline': { data: { escalationId: nothing, reason: 'No' }, body: { reason: 'No' } },
  'escalation.snooze': { data: { escalationId: nothing, minutes: '15' }, body: { minutes: 15 } },
  'presence.set': { data: { presence: 'available' }, body: { presence: 'available' } },
  'my-day.show': { data: {} },
  'device.command': { data: { deviceId: nothing, command: 'Set Values' }, body: { name: 'Set Values' } },
  'command.confirm': { data: { commandId: nothing } },
  'command.cancel': { data: { commandId: nothing } },
  'alert.show': { data: { alertId: nothing } },
  'alert.acknowledge': { data: { alertId: nothing } },
  'alert.open-case': { data: { alertId: nothing } },
  'alert.dispatch': { data: { alertId: nothing } },
  'alert.snooze': { data: { alertId: nothing, minutes: '60' }, body: { minutes: 60 } },
  'alert.suppress': {
    data: { alertId: nothing, hours: '4', reason: 'Known' },
    body: { hours: 4, reason: 'Known' },
  },
  'alert.clear': { data: { alertId: nothing, reason: 'Over' }, body: { reason: 'Over' } },
  'device.show': { data: { deviceId: nothing } },
  'device.claim': { data: { code: 'FL1:x:AAAAAAAAAAAAAAAA' }, body: { code: 'FL1:x:AAAAAAAAAAAAAAAA' } },
};

const staff = [
  ...(['agent', 'technician', 'dispatcher', 'supervisor'] as const),
  ...(['knowledge-author', 'telemetry-reader', 'admin'] as const),
];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly verb: string | undefined;
}

describe('each button has one twin in the REST API', () => {
  let app: RunningApp;
  let teams: FakeTeams;
  let operations: Operation[];
  const callers = new Map<string, Caller>();
  const members = new Map<string, TeamsMember>();

  before(async () => {
    [app, teams] = await Promise.all([aRunningApp(), aFakeTeams()]);
    const document = await (await fetch(`${app.url}/api/openapi.json`)).json();
    type Paths = Record<string, Record<string, { readonly 'x-verb'?: string }>>;
    operations = Object.entries((document as { paths: Paths }).paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ method, path, verb: one['x-verb'] })),
    );
    for (const role of staff) {
      callers.set(role, await aCaller(app, role));
      members.set(role, await aTeamsMember(app, teams, role));
    }
  });
  after(async () => {
    await app?.stop();
    await teams?.stop();
  });

  const twinOf = (verb: string) => operations.filter((one) => one.verb === verb);

  /** Whether somebody is refused for the wrong role; null for whoever may ask. */
  async function byButton(role: string, verb: Verb): Promise<string | null> {
    const action = { type: 'Action.Execute', verb, data: asked[verb].data };
    const { status, body } = await members
      .get(role)!
      .post({ type: 'invoke', name: 'adaptiveCard/action', value: { action } });
    assert.equal(status, 200);
    return /^This needs the role/.test(String(body.value)) ? 'refused' : null;
  }

  async function byRoute(role: string, verb: Verb): Promise<string | null> {
    const [{ method, path } = { method: '', path: '' }] = twinOf(verb);
    const { data, body = {} } = asked[verb];
    const id = String(data.caseId && !path.startsWith('/api/articles') ? data.caseId : nothing);
    const address = path.replace('{id}', verb === 'presence.set' ? callers.get(role)!.id : id);
    const caller = callers.get(role)!;
    const answer: Answered = await (method === 'get'
      ? caller.get(address)
      : method === 'put'
        ? caller.put(address, body)
        : caller.post(address, body));
    assert.notEqual(answer.body?.code, 'input.invalid', JSON.stringify(answer.body));
    return answer.body?.code === 'role.not_allowed' ? 'refused' : null;
  }

  it('and no route claims a button that there is not', () => {
    assert.deepEqual(
      Object.fromEntries(verbs.map((verb) => [verb, twinOf(verb).length])),
      Object.fromEntries(verbs.map((verb) => [verb, 1])),
    );
    const claimed = operations.flatMap(({ verb }) => verb ?? []);
    assert.deepEqual(
      claimed.filter((verb) => !(verbs as readonly string[]).includes(verb)),
      [],
    );
  });

  for (const verb of verbs)
    it(`which refuses the same people: ${verb}`, async () => {
      const refusedBy = async (way: typeof byButton) =>
        Object.fromEntries(
          await Promise.all(staff.map(async (role) => [role, await way(role, verb)] as const)),
        );
      assert.deepEqual(await refusedBy(byButton), await refusedBy(byRoute));
    });
});
