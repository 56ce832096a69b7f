import assert from 'node:assert/strict';
import type { CommandKind } from '../../../../domain/iot/commands/device-model.ts';
import { setModel } from '../../../../domain/iot/commands/set-model.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { anActor } from '../../../fixtures/desk-records.ts';
import { as, dora, sue } from '../../../fixtures/field-desk.ts';
import { aDeskWithDevice, aModel, aTemperature } from '../../../fixtures/iot/hub-records.ts';

const aCommand = (given: Partial<CommandKind> = {}): CommandKind => ({
  name: 'Set Speed',
  method: 'SetSpeed',
  about: '',
  parameters: [aTemperature({ name: 'Speed', min: 500, max: 3_000, unit: 'rpm' })],
  ...given,
});
const describing = (
  commands: readonly CommandKind[],
  who = sue,
  desk = aDeskWithDevice(),
  afterService: string | null = null,
) => as(desk, who)(setModel, { id: 'P-7', name: 'Pump', commands, afterService });

describe('describing a model', () => {
  it('says what its devices can be told, in place of what was said before', async () => {
    const desk = aDeskWithDevice();
    await as(desk, sue)(setModel, {
      id: 'T-200',
      name: 'New name',
      commands: [aCommand()],
      afterService: null,
    });
    assert.deepEqual(
      [
        desk.one('deviceModels', 'T-200').name,
        desk.one('deviceModels', 'T-200').commands.map(({ name }) => name),
      ],
      ['New name', ['Set Speed']],
    );
    assert.deepEqual(
      desk.events.map(({ name, data }) => [name, data]),
      [['device-model.changed', { modelId: 'T-200' }]],
    );
    assert.equal((await describing([aCommand()], sue, desk)).version, 1);
  });

  it('is a supervisor’s, and of the own unit', async () => {
    await assert.rejects(describing([], dora), /This needs the role supervisor/);
    const elsewhere = { ...anActor('sam', 'supervisor'), unitId: 'north' };
    const desk = aDeskWithDevice().seed('deviceModels', aModel({ id: 'P-7' }));
    await assert.rejects(
      describing([], elsewhere, desk),
      (error: Refused) => error.code === 'record.not_found',
    );
  });

  it('names the command that follows a repair: one that the devices know and that needs no values', async () => {
    const naming = (afterService: string) => describing([aCommand()], sue, undefined, afterService);
    assert.equal((await naming('Reset Thermostat')).afterService, 'Reset Thermostat');
    await assert.rejects(naming('Explode'), /afterService: Explode is no command of the model/);
    await assert.rejects(naming('Notification'), /afterService: Notification needs values/);
  });

  it('refuses what could not be used, naming the place', async () => {
    const speed = aCommand().parameters[0]!;
    const bad: readonly [readonly CommandKind[], string][] = [
      [[aCommand(), aCommand({ name: 'set speed' })], 'commands: set speed stands there twice'],
      [[aCommand({ method: 'a/b' })], 'commands[0].method: up to 100 letters'],
      [
        [aCommand({ parameters: [speed, { ...speed, name: 'SPEED' }] })],
        'commands[0].parameters: SPEED stands',
      ],
      [
        [aCommand({ parameters: [{ ...speed, min: 9, max: 1 }] })],
        'commands[0].parameters[0].min: it is above max, 1',
      ],
      [
        [aCommand({ parameters: [{ ...speed, kind: 'text' }] })],
        'commands[0].parameters[0]: only a number has a range',
      ],
      [
        [aCommand({ parameters: [{ ...speed, kind: 'choice', min: null, max: null }] })],
        'choices: a choice has options',
      ],
      [
        [aCommand({ parameters: Array.from({ length: 7 }, (_, at) => ({ ...speed, name: `p${at}` })) })],
        'up to 6',
      ],
      [Array.from({ length: 21 }, (_, at) => aCommand({ name: `c${at}` })), 'commands: up to 20'],
    ];
    for (const [commands, words] of bad)
      await assert.rejects(
        describing(commands),
        (error: Refused) => error.code === 'input.invalid' && error.message.includes(words),
        words,
      );
  });
});
