import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandNamed, commandsOf, sayRange } from '../../../../domain/iot/commands/device-model.ts';
import {
  modelOf,
  commandKindOf,
  requireSafe,
  requireSafeCall,
  requireSafeDocument,
} from '../../../../domain/iot/commands/safe-range.ts';
import type { Json, JsonObject } from '../../../../domain/iot/hub/json.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { aDeskWithDevice, aModel, aTemperature, aThermostat } from '../../../fixtures/iot/hub-records.ts';

const device = aThermostat();
const setValues = commandNamed(aModel(), 'Set Values')!;
const refusedWith =
  (code: string, words = /./) =>
  (error: Refused) =>
    error.code === code && words.test(error.message);

describe('the commands of a model', () => {
  it('are its own and the standard ones that it does not replace', () => {
    const names = (model?: ReturnType<typeof aModel>) => commandsOf(model).map(({ name }) => name);
    assert.deepEqual(names(), ['Reset Thermostat', 'Notification', 'Set Values']);
    assert.deepEqual(names(aModel()), ['Set Values', 'Reset Thermostat', 'Notification']);
    assert.deepEqual(commandsOf(undefined).at(-1)?.parameters, []);
  });

  it('are found by what people say and by what the device is called with', () => {
    for (const said of ['Set Values', 'set values', 'SetValues', 'set-values', 'SETVALUES'])
      assert.equal(commandNamed(aModel(), said)?.method, 'SetValues', said);
  });

  it('say their ranges as people read them', () => {
    const range = (given: object) => sayRange(aTemperature(given));
    assert.deepEqual(
      [
        range({}),
        range({ min: null }),
        range({ max: null }),
        range({ unit: null }),
        range({ min: null, max: null }),
      ],
      ['5 to 30 °C', 'up to 30 °C', 'from 5 °C', '5 to 30', null],
    );
  });

  it('are refused by name when the device knows them not', async () => {
    const { unit } = { unit: aDeskWithDevice().unit() };
    assert.equal((await commandKindOf(unit, device, 'notification')).name, 'Notification');
    await assert.rejects(
      commandKindOf(unit, device, 'Explode'),
      refusedWith('command.unknown', /it knows Set Values, Reset/),
    );
  });
});

describe('the safe range', () => {
  it('takes a number exactly when it lies within, ends included', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 }), (value) => {
        const run = () => requireSafe(setValues, { Temperature: value }, device);
        if (value >= 5 && value <= 30) assert.deepEqual(run(), { Temperature: value });
        else
          assert.throws(
            run,
            refusedWith('command.out_of_range', /outside the safe range of T-200: 5 to 30 °C/),
          );
      }),
    );
    assert.deepEqual(requireSafe(setValues, { Temperature: 5 }, device), { Temperature: 5 });
    assert.deepEqual(requireSafe(setValues, { Temperature: 30 }, device), { Temperature: 30 });
  });

  it('reads numbers as people type them on a card, and leaves out what was left empty', () => {
    const typed = { temperature: ' 21,5 ', Fan: 'true', Mode: 'cool' };
    assert.deepEqual(requireSafe(setValues, typed, device), { Temperature: 21.5, Fan: true, Mode: 'cool' });
    assert.deepEqual(requireSafe(setValues, { Temperature: '', Mode: null }, device), {});
  });

  it('is needed: a number that nobody has bounded is not sent', () => {
    assert.throws(
      () => requireSafe(setValues, { Speed: 900 }, device),
      refusedWith('command.no_range', /Speed of T-200/),
    );
  });

  it('is asked of nothing else, which must be what it says it is', () => {
    const no: readonly [JsonObject, string][] = [
      [{ Temperature: 'warm' }, 'Temperature: a number'],
      [{ Temperature: Number.NaN }, 'Temperature: a number'],
      [{ Fan: 3 }, 'Fan: true or false'],
      [{ Mode: 'melt' }, 'Mode: one of heat, cool'],
      [{ Mode: 3 }, 'Mode: this is a text'],
      [{ Pressure: 3 }, 'takes no Pressure'],
    ];
    for (const [given, words] of no)
      assert.throws(() => requireSafe(setValues, given, device), new RegExp(words));
    const notification = commandNamed(undefined, 'Notification')!;
    assert.throws(() => requireSafe(notification, {}, device), /Message: Notification needs it/);
    assert.throws(() => requireSafe(notification, { Message: 'x'.repeat(1_001) }, device), /1,000/);
  });

  it('holds for methods called by name and for wanted properties too', async () => {
    const unit = aDeskWithDevice().unit();
    const call = (method: string, payload: Json) => requireSafeCall(unit, device, { method, payload });
    await call('SetValues', { Temperature: 20 });
    await call('SetValues', { CommandName: 'Set Values', Parameters: { Temperature: 20 } });
    await call('reboot', { Temperature: 99 });
    await assert.rejects(call('setvalues', { Temperature: 99 }), refusedWith('command.out_of_range'));
    await assert.rejects(
      call('SetValues', { Parameters: { Temperature: 99 } }),
      refusedWith('command.out_of_range'),
    );
    await assert.rejects(
      call('SetValues', { Parameters: {}, Temperature: 99 }),
      refusedWith('command.out_of_range'),
    );
    for (const wrong of [[99], 99, 'x', { Parameters: [{ Temperature: 99 }] }])
      await assert.rejects(call('SetValues', wrong), /Set Values takes an object of its parameters/);
    await assert.rejects(
      requireSafeDocument(unit, device, { zones: [[{ Temperature: 99 }]] }),
      refusedWith('command.out_of_range'),
    );
    const elsewhere = { ...device, unitId: 'north' };
    assert.equal(
      await modelOf(unit, elsewhere),
      undefined,
      'what another unit says of a model bounds nothing',
    );
    await requireSafeDocument(unit, device, { Temperature: 20, other: 99, nested: { Temperature: 20 } });
    await requireSafeDocument(unit, device, { Temperature: null });
    await assert.rejects(
      requireSafeDocument(unit, device, { zone: { Temperature: 99 } }),
      refusedWith('command.out_of_range'),
    );
    await assert.rejects(
      requireSafeDocument(unit, device, { TEMPERATURE: 99 }),
      refusedWith('command.out_of_range'),
    );
  });
});
