import assert from 'node:assert/strict';
import { sayDay } from '../../web/desk/say-time.ts';
import { list, quoted } from '../../web/desk/server.ts';
import { aimOf, commandsFor, isForCustomer } from '../../web/desk/thread/composer.ts';
import { typingSign } from '../../web/desk/thread/typing.ts';
import { kindOf, whoDid, withSpokenTimes } from '../../web/desk/timeline.ts';

const agent = { presence: 'available', focusCaseId: 'c-2' };
const aCase = (id: string, number: string) => ({
  id,
  number,
  title: 'The AC leaks',
  stage: 'in-progress',
  customer: { name: 'Clara Customer' },
});

describe('the line to type in', () => {
  it('says to whom plain words go: the case in focus, else the only one', () => {
    const both = [aCase('c-1', 'C-1041'), aCase('c-2', 'C-1042')];
    assert.equal(aimOf({ agent, cases: both }, true), 'Goes to C-1042, Clara Customer');
    const none = { ...agent, focusCaseId: null };
    assert.equal(aimOf({ agent: none, cases: both.slice(0, 1) }, true), 'Goes to C-1041, Clara Customer');
  });

  it('promises no customer where the server would ask which', () => {
    const cases = [aCase('c-1', 'C-1041'), aCase('c-3', 'C-1043')];
    assert.match(aimOf({ agent, cases }, true), /^No case in focus/);
    assert.match(aimOf({ agent, cases: [] }, true), /^No case of yours/);
    assert.match(aimOf({ agent: null, cases: null }, true), /case number/);
    assert.match(aimOf({ agent: null, cases: null }, false), /articles/);
  });

  it('tells words to a customer from the beginning of a command', () => {
    const commands = commandsFor(['agent']);
    for (const words of ['Hello Clara', 'Stay away from the lift', 'helping you now'])
      assert.equal(isForCustomer(words, commands), true, words);
    for (const words of ['', 'He', 'status', 'stat', 'cases', 'C-1042', 'ask how to reset', 'away'])
      assert.equal(isForCustomer(words, commands), false, words);
  });

  it('offers each role the commands it needs most', () => {
    assert.deepEqual(commandsFor(['agent']), ['status', 'cases', 'help']);
    assert.deepEqual(commandsFor(['technician']), ['my day', 'help']);
  });
});

describe('the typing sign', () => {
  it('is sent at most once in three seconds for each case', () => {
    const sent: unknown[] = [];
    let now = 0;
    const post = async <T>(_path: string, body: unknown) => sent.push(body) as T;
    const show = typingSign({ post }, () => now);
    show('c-1');
    show('c-1');
    show(null);
    now = 3_100;
    show('c-1');
    assert.deepEqual(sent, [{ caseId: 'c-1' }, {}, { caseId: 'c-1' }]);
  });
});

describe("a case's timeline", () => {
  it('knows what kind of thing happened', () => {
    assert.deepEqual(
      [
        'message.received',
        'message.sent',
        'case.sla_breached',
        'case.sla_met',
        'booking.made',
        'offer.made',
        'case.opened',
      ].map(kindOf),
      ['customer', 'said', 'late', 'promise', 'visit', 'routing', 'case'],
    );
  });

  it('says instants the way people do', () => {
    const said = withSpokenTimes('Offered until 2026-03-02T09:02:00.000Z', (at) => at.slice(11, 16));
    assert.equal(said, 'Offered until 09:02');
  });

  it('names the customer for their own words, staff for their deeds, and nobody twice', () => {
    const ana = { id: 'A-1', name: 'Ana' };
    const system = { id: 'system', name: 'Fieldline' };
    assert.equal(whoDid({ name: 'message.received', actor: system }, 'Clara'), 'Clara');
    assert.equal(whoDid({ name: 'case.parked', actor: ana }, 'Clara'), 'Ana');
    assert.equal(whoDid({ name: 'message.sent', actor: ana }, 'Clara'), null);
    assert.equal(whoDid({ name: 'case.closed', actor: system }, 'Clara'), null);
  });

  it('says days from where the reader stands', () => {
    const now = new Date(2026, 2, 2, 12).getTime();
    const at = (day: number) => new Date(2026, 2, day, 9).getTime();
    assert.deepEqual(
      [2, 1, 3].map((day) => sayDay(at(day), now)),
      ['Today', 'Yesterday', 'Tomorrow'],
    );
    assert.match(sayDay(new Date(2026, 1, 20, 9).getTime(), now), /20 February/);
  });
});

describe('a question to the API', () => {
  it('keeps quotes within a text from ending it', () => {
    assert.equal(quoted("O'Neill"), "'O''Neill'");
    const address = list('/api/cases', { filter: `ownerId eq ${quoted("O'Neill")}`, top: '5' });
    assert.equal(new URL(address, 'http://127.0.0.1').searchParams.get('$filter'), "ownerId eq 'O''Neill'");
  });
});
