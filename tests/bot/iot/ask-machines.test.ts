import assert from 'node:assert/strict';
import { isForCustomer, machineCommandOf } from '../../../bot/iot/ask-machines.ts';
import { staffDesk } from '../../../bot/staff.ts';
import { know } from '../../fixtures/desk.ts';
import { aCase, aConversation } from '../../fixtures/desk-records.ts';
import { ana, dora, heard, told } from '../../fixtures/field-desk.ts';
import { aDevice, aMachineDesk, keysOfTest } from '../../fixtures/iot/machines.ts';

describe('what is typed about machines', () => {
  it('is read from plain words, and nothing else is', () => {
    assert.deepEqual(machineCommandOf('Alerts'), { do: 'alerts' });
    assert.deepEqual(machineCommandOf('open alerts?'), { do: 'alerts' });
    assert.deepEqual(machineCommandOf('l-214'), { do: 'show-alert', number: 'L-214' });
    assert.deepEqual(machineCommandOf('alert L214'), { do: 'show-alert', number: 'L-214' });
    assert.deepEqual(machineCommandOf('How is pump 7?'), { do: 'how-is', what: 'pump 7' });
    assert.deepEqual(machineCommandOf("how's the boiler"), { do: 'how-is', what: 'boiler' });
    for (const asked of [
      'how is pump 7 doing?',
      'How is pump 7 today',
      'Status of the pump 7',
      "what's wrong with pump 7?",
    ])
      assert.deepEqual(machineCommandOf(asked), { do: 'how-is', what: 'pump 7' }, asked);
    for (const asked of ['show alerts', 'any alerts?'])
      assert.deepEqual(machineCommandOf(asked), { do: 'alerts' }, asked);
    assert.deepEqual(machineCommandOf('show alert L-214'), { do: 'show-alert', number: 'L-214' });
    for (const scanned of ['fl1:a:B', 'register FL1:a:B'])
      assert.equal(machineCommandOf(scanned)?.do, 'register-device', scanned);
    assert.deepEqual(machineCommandOf('device AVS-P07-01'), { do: 'how-is', what: 'AVS-P07-01' });
    assert.deepEqual(machineCommandOf('register device FL1:a:B at A-101'), {
      do: 'register-device',
      code: 'FL1:a:B',
      assetNumber: 'A-101',
    });
    for (const other of [
      'How are you?',
      "How's it going?",
      'device is offline, we send somebody',
      'The alerts are gone',
      'How is the air conditioner on floor 3 doing after the visit of yesterday?',
      'how is it\nnow',
    ])
      assert.equal(machineCommandOf(other), undefined, other);
  });

  it('by an agent who answers a customer goes to the customer, unless a machine is meant', async () => {
    const desk = aMachineDesk()
      .seed('cases', aCase({ conversationId: 'conv-1', ownerId: 'ana' }))
      .seed('conversations', aConversation({ caseId: 'case-1', agentId: 'ana', state: 'active' }));
    const { say } = staffDesk({
      commit: desk.commit,
      tables: desk.unit(),
      copilot: know,
      deviceKeys: keysOfTest,
      render: async () => ({ text: '' }),
    });
    await say(ana, { text: 'How is the leak now?' });
    assert.deepEqual(heard(desk), ['How is the leak now?']);
    await say(ana, { text: 'How is pump 7?' });
    assert.equal(heard(desk).length, 1);
    assert.ok(desk.one('posts', 'ana:device:pump-7'));
    await say(dora, { text: 'How is the leak now?' });
    assert.match(told(desk, 'dora').at(-1) ?? '', /I know no device of "leak"/);
  });

  it('by somebody without a case is for the bot', async () => {
    const desk = aMachineDesk();
    assert.equal(await isForCustomer(desk.unit(ana), { what: 'the leak' }), false);
    desk.seed('cases', aCase({ ownerId: 'ana' }));
    assert.equal(await isForCustomer(desk.unit(ana), { what: 'the leak' }), true);
    assert.equal(await isForCustomer(desk.unit(ana), { what: 'pump 7' }), false);
    assert.equal(await isForCustomer(desk.unit(dora), { what: 'the leak' }), false);
  });

  it('means pump 1 by "pump 1", and not pump 12', async () => {
    const desk = aMachineDesk().seed(
      'devices',
      aDevice({ id: 'p12', name: 'Pump 12' }),
      aDevice({ id: 'p1', name: 'Pump 1' }),
    );
    const { say } = staffDesk({
      commit: desk.commit,
      tables: desk.unit(),
      copilot: know,
      deviceKeys: keysOfTest,
      render: async () => ({ text: '' }),
    });
    await say(dora, { text: 'how is pump 1' });
    assert.ok(desk.one('posts', 'dora:device:p1'));
    await say(dora, { text: 'how is pump' });
    assert.match(told(desk, 'dora').at(-1) ?? '', /Which one\?[\s\S]*p1 · Pump 1[\s\S]*p12 · Pump 12/);
  });
});
