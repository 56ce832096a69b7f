import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ageCommand,
  answerCommand,
  callNotMade,
  sendAsMessage,
  takeForCall,
} from '../../../../domain/iot/commands/carry-out.ts';
import { type CommandState, isSettled, moveCommand } from '../../../../domain/iot/commands/command.ts';
import { changeCommand } from '../../../../domain/iot/commands/keep-command.ts';
import {
  ageCloudMessage,
  settleCloudMessage,
  takeCloudMessage,
} from '../../../../domain/iot/hub/cloud-queue.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { dora } from '../../../fixtures/field-desk.ts';
import { aCommand } from '../../../fixtures/iot/hub-records.ts';
import { aDesk, confirmed, deviceId, moves, stateOf, timerOf } from './command-desk.ts';

describe('a command on its way', () => {
  it('calls a connected device once, and ends with its answer', async () => {
    const desk = aDesk();
    const commandId = await confirmed(desk);
    const taken = await desk.commit((unit) => takeForCall(unit, { commandId }));
    assert.deepEqual(
      [taken?.state, taken?.via, taken?.method, timerOf(desk, commandId)],
      ['sent', 'method', 'SetValues', 32],
    );
    assert.equal(await desk.commit((unit) => takeForCall(unit, { commandId })), undefined);
    const answer = { commandId, deviceId, status: 200, response: { ok: true } };
    await desk.commit((unit) => answerCommand(unit, { ...answer, deviceId: 'dev-2' }));
    assert.equal(stateOf(desk, commandId), 'sent');
    await desk.commit((unit) => answerCommand(unit, answer));
    await desk.commit((unit) => answerCommand(unit, { ...answer, status: 500 }));
    const { state, status, response, settledAt } = desk.one('deviceCommands', commandId);
    assert.deepEqual([state, status, response, settledAt], ['completed', 200, { ok: true }, desk.now]);
    assert.deepEqual(moves(desk), ['proposed', 'queued', 'sent', 'completed']);
    assert.equal(timerOf(desk, commandId), null);
  });

  it('has failed when the device refuses, or is silent for too long, and is not sent again by itself', async () => {
    const desk = aDesk();
    const [refused, silent] = [await confirmed(desk), await confirmed(desk)];
    for (const commandId of [refused, silent]) await desk.commit((unit) => takeForCall(unit, { commandId }));
    await desk.commit((unit) =>
      answerCommand(unit, { commandId: refused, deviceId, status: 404, response: null }),
    );
    await desk.commit((unit) => ageCommand(unit, silent));
    const problems = [refused, silent].map((id) => [
      stateOf(desk, id),
      desk.one('deviceCommands', id).problem,
    ]);
    assert.deepEqual(problems, [
      ['failed', 'the device answered 404'],
      ['failed', 'no answer within 30 s; it may have been carried out all the same'],
    ]);
    assert.deepEqual(desk.all('cloudMessages'), []);
  });

  it('waits as a message when nobody has the device connected, and follows the message', async () => {
    const desk = aDesk();
    const commandId = await confirmed(desk);
    await desk.commit((unit) => ageCommand(unit, commandId));
    const [message] = desk.all('cloudMessages');
    assert.deepEqual(
      [
        stateOf(desk, commandId),
        desk.one('deviceCommands', commandId).via,
        JSON.parse(message!.body),
        message!.properties,
      ],
      [
        'queued',
        'message',
        { CommandName: 'Set Values', Parameters: { Temperature: 21 } },
        { command: 'Set Values' },
      ],
    );
    assert.equal(timerOf(desk, commandId), null);
    await desk.commit((unit) => takeCloudMessage(unit, { deviceId }));
    assert.equal(stateOf(desk, commandId), 'sent');
    await desk.commit((unit) => settleCloudMessage(unit, { cloudMessageId: message!.id, how: 'complete' }));
    assert.deepEqual([stateOf(desk, commandId), moves(desk).at(-1)], ['completed', 'completed']);
  });

  it('goes as a message when its call surely did not reach the device', async () => {
    const desk = aDesk();
    const commandId = await confirmed(desk);
    await desk.commit((unit) => takeForCall(unit, { commandId }));
    await desk.commit((unit) => callNotMade(unit, { commandId }));
    assert.deepEqual([stateOf(desk, commandId), desk.all('cloudMessages').length], ['queued', 1]);
    assert.equal(await desk.commit((unit) => takeForCall(unit, { commandId })), undefined);
    assert.deepEqual(moves(desk), ['proposed', 'queued', 'sent', 'queued']);
  });

  it('ends as its message ends', async () => {
    const endings = { expired: 'expired', reject: 'failed', abandon: 'failed' } as const;
    for (const [how, state] of Object.entries(endings)) {
      const desk = aDesk();
      const commandId = await confirmed(desk);
      await desk.commit((unit) => sendAsMessage(unit, { commandId }));
      const { id: cloudMessageId } = desk.all('cloudMessages')[0]!;
      for (let time = 0; time < 10 && stateOf(desk, commandId) !== state; time++) {
        if (how === 'expired') await desk.advance(61).commit((unit) => ageCloudMessage(unit, cloudMessageId));
        else {
          await desk.commit((unit) => takeCloudMessage(unit, { deviceId }));
          await desk.commit((unit) => settleCloudMessage(unit, { cloudMessageId, how: how as 'reject' }));
        }
      }
      assert.equal(stateOf(desk, commandId), state, how);
      assert.match(desk.one('deviceCommands', commandId).problem ?? '', /the device/);
    }
  });

  it('has failed when the queue of the device is full', async () => {
    const desk = aDesk();
    const ids: string[] = [];
    for (let count = 0; count < 51; count++) ids.push(await confirmed(desk, dora));
    for (const commandId of ids) await desk.commit((unit) => sendAsMessage(unit, { commandId }));
    assert.deepEqual([stateOf(desk, ids[49]!), stateOf(desk, ids[50]!)], ['queued', 'failed']);
    assert.match(desk.one('deviceCommands', ids[50]!).problem ?? '', /Already 50 messages wait/);
  });
});

describe('the states of a command', () => {
  it('lead to an end, and nowhere from an end', () => {
    const states: readonly CommandState[] = [
      'proposed',
      'queued',
      'sent',
      'completed',
      'expired',
      'failed',
      'cancelled',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states)), (wanted) => {
        let command = { state: 'proposed', name: 'x' } as Parameters<typeof moveCommand>[0];
        for (const to of wanted) {
          const before = command.state;
          try {
            command = moveCommand(command, to);
          } catch (error) {
            assert.equal((error as Refused).code, 'command.transition_not_allowed');
            assert.equal(command.state, before);
            continue;
          }
          assert.ok(!isSettled({ state: before }) && command.state === to);
        }
      }),
    );
  });

  it('are told of with the case of the order that led there, and stop the clock at the end', async () => {
    const desk = aDesk().seed('deviceCommands', aCommand({ workOrderId: 'wo-1', state: 'sent' }));
    await desk.commit(async (unit) =>
      changeCommand(unit, await unit.deviceCommands.get('cmd-1'), 'failed', { problem: 'x' }),
    );
    const { data } = desk.events.at(-1)!;
    assert.deepEqual(data, {
      commandId: 'cmd-1',
      deviceId: 'dev-1',
      assetId: 'asset-1',
      workOrderId: 'wo-1',
      caseId: 'case-1',
      name: 'Set Values',
      from: 'sent',
      to: 'failed',
    });
    assert.deepEqual(
      [desk.one('deviceCommands', 'cmd-1').settledAt, timerOf(desk, 'cmd-1')],
      [desk.now, null],
    );
  });
});
