import assert from 'node:assert/strict';
import { pageForDanger, supervisorsToAsk, tellSupervisors } from '../../../domain/routing/paging.ts';
import { aCase, anAgent, aPerson } from '../../fixtures/desk-records.ts';
import { Memory } from '../../fixtures/memory.ts';
import { linesTo } from './cooling-desk.ts';

const supervisors = ['sam', 'sue', 'sid'].map((id) => aPerson({ id, roles: ['supervisor'] }));
const desk = (...present: Parameters<typeof anAgent>[0][]) =>
  new Memory()
    .seed('people', ...supervisors, aPerson())
    .seed('agents', ...present.map((one) => anAgent(one)));
const asked = async (memory: Memory) => (await supervisorsToAsk(memory.unit(), 'main')).map(({ id }) => id);

describe('whom to turn to', () => {
  it('is a supervisor who is there, available before busy', async () => {
    const memory = desk({ id: 'sam', presence: 'away' }, { id: 'sue', presence: 'busy' }, { id: 'sid' });
    assert.deepEqual(await asked(memory), ['sid', 'sue']);
  });

  it('is every supervisor when none is there, for somebody has to hear', async () => {
    assert.deepEqual(await asked(desk({ id: 'sam', presence: 'offline' })), ['sam', 'sid', 'sue']);
  });

  it('is nobody of another unit, nobody who has left and nobody without the role', async () => {
    const memory = new Memory().seed(
      'people',
      aPerson(),
      aPerson({ id: 'far', unitId: 'elsewhere', roles: ['supervisor'] }),
      aPerson({ id: 'gone', active: false, roles: ['supervisor'] }),
    );
    assert.deepEqual(await asked(memory), []);
  });
});

describe('telling supervisors', () => {
  it('tells the best one, or all who are there', async () => {
    const memory = desk({ id: 'sue' }, { id: 'sid' });
    for (const all of [false, true])
      await memory.commit((unit) =>
        tellSupervisors(unit, { unitId: 'main', caseId: 'case-1', text: 'Look!', all }),
      );
    assert.deepEqual(
      ['sam', 'sid', 'sue'].map((id) => linesTo(memory, id).length),
      [0, 2, 1],
    );
  });

  it('pages for a danger that is in no queue yet', async () => {
    const memory = desk({ id: 'sue' });
    await memory.commit((unit) => pageForDanger(unit, aCase({ danger: true })));
    assert.match(linesTo(memory, 'sue')[0] ?? '', /^DANGER in C-1: The AC/);
  });

  it('says which words were heard when the danger came up in a running case', async () => {
    const memory = desk({ id: 'sue' });
    await memory.commit((unit) => pageForDanger(unit, aCase({ danger: true }), 'smell gas'));
    assert.match(linesTo(memory, 'sue')[0] ?? '', /^DANGER in C-1 \("smell gas"\): The AC/);
  });
});
