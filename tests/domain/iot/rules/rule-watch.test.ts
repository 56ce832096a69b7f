import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ThresholdRule } from '../../../../domain/iot/rules/rule.ts';
import { type RuleWatch, ruleWatch } from '../../../../domain/iot/rules/rule-watch.ts';

const minute = 60_000;
const rule = (given: Partial<ThresholdRule>): ThresholdRule => ({
  kind: 'threshold',
  channel: 'temperature',
  severity: 'major',
  ...given,
});
const watching = (...rules: ThresholdRule[]): RuleWatch => {
  const watch = ruleWatch();
  watch.setRules('pump-7', rules, 0);
  return watch;
};
const again = (watch: RuleWatch): RuleWatch =>
  ruleWatch({ clock: watch.clock, kept: JSON.parse(JSON.stringify([...watch.kept()])) });

describe('the watch of rules', () => {
  it('raises once and clears once, with what was measured', () => {
    const watch = watching(rule({ above: 80, for: 'PT5M', repeat: 2 }));
    assert.deepEqual(watch.observe('pump-7', 'temperature', 0, 91.123456789), []);
    const [raised] = watch.observe('pump-7', 'temperature', 5 * minute, 92);
    assert.deepEqual(raised, {
      device: 'pump-7',
      channel: 'temperature',
      at: 5 * minute,
      state: 'raised',
      kind: 'threshold',
      severity: 'major',
      score: 1,
      detail: 'temperature is 92, above 80 for 5m 2 times in a row',
    });
    assert.deepEqual(watch.observe('pump-7', 'temperature', 6 * minute, 93), []);
    const [cleared] = watch.observe('pump-7', 'temperature', 7 * minute, 60.5);
    assert.equal(cleared?.state, 'cleared');
    assert.equal(cleared?.detail, 'temperature is back at 60.5');
    assert.deepEqual(watch.observe('pump-7', 'temperature', 8 * minute, 60), []);
  });

  it('takes no notice of other devices, other channels, old readings and what is no number', () => {
    const watch = watching(rule({ above: 80 }));
    assert.equal(watch.observe('pump-8', 'temperature', 5, 99).length, 0);
    assert.equal(watch.observe('pump-7', 'pressure', 5, 99).length, 0);
    assert.equal(watch.observe('pump-7', 'temperature', 5, Number.NaN).length, 0);
    assert.equal(watch.observe('pump-7', 'temperature', 10, 50).length, 0);
    assert.equal(watch.observe('pump-7', 'temperature', 10, 99).length, 0);
    assert.equal(watch.observe('pump-7', 'temperature', 9, 99).length, 0);
    assert.equal(watch.observe('pump-7', 'temperature', 11, 99).length, 1);
  });

  it('has one finding a channel, raised again when a more urgent rule is broken', () => {
    const watch = watching(
      rule({ above: 70, severity: 'warning' }),
      rule({ above: 90, severity: 'critical' }),
    );
    const told = [75, 95, 80, 95, 60].flatMap((value, place) =>
      watch
        .observe('pump-7', 'temperature', place, value)
        .map(({ state, severity }) => `${state} ${severity}`),
    );
    assert.deepEqual(told, ['raised warning', 'raised critical', 'cleared critical']);
  });

  it('raises by time alone, in the order of places', () => {
    const watch = ruleWatch();
    for (const device of ['b', 'a']) watch.setRules(device, [rule({ below: 2, for: 'PT1H' })], 0);
    watch.tick(0);
    for (const device of ['b', 'a']) watch.observe(device, 'temperature', 0, 1);
    assert.deepEqual(watch.tick(59 * minute), []);
    assert.deepEqual(
      watch.tick(60 * minute).map(({ device, at }) => [device, at]),
      [
        ['a', 60 * minute],
        ['b', 60 * minute],
      ],
    );
    assert.deepEqual(watch.tick(61 * minute), []);
  });

  it('clears what a rule had raised when the rule goes, and lets a rule that stays go on', () => {
    const hot = rule({ above: 80 });
    const watch = watching(hot, rule({ channel: 'pressure', below: 1 }));
    watch.observe('pump-7', 'temperature', 1, 90);
    watch.observe('pump-7', 'pressure', 1, 0.5);
    const [cleared, ...more] = watch.setRules('pump-7', [hot], 2);
    assert.deepEqual([cleared?.channel, cleared?.state, more.length], ['pressure', 'cleared', 0]);
    assert.deepEqual(watch.observe('pump-7', 'temperature', 3, 95), []); // still the same finding
    assert.deepEqual(watch.rulesOf('pump-7'), [hot]);
    assert.equal(watch.setRules('pump-7', [], 4)[0]?.channel, 'temperature');
    assert.deepEqual([...watch.kept()], []);
  });

  it('goes on after a restart exactly as if there had been none', () => {
    const rules = [
      rule({ above: 80, for: 'PT5M', clear: 75 }),
      rule({ above: 95, severity: 'critical', repeat: 2 }),
      rule({ channel: 'pressure', below: 2, for: 'PT2M', severity: 'minor' }),
    ];
    const step = fc.record({
      channel: fc.constantFrom('temperature', 'pressure', 'tick'),
      value: fc.integer({ min: 0, max: 100 }),
      after: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(60), (steps, cut) => {
        const whole = watching(...rules);
        let broken = watching(...rules);
        let at = 0;
        for (const [place, { channel, value, after }] of steps.entries()) {
          if (place === cut) broken = again(broken);
          at += after * minute;
          const [one, other] = [whole, broken].map((watch) =>
            channel === 'tick' ? watch.tick(at) : watch.observe('pump-7', channel, at, value),
          );
          assert.deepEqual(one, other);
        }
        assert.deepEqual([...whole.kept()], [...broken.kept()]);
      }),
    );
  });
});
