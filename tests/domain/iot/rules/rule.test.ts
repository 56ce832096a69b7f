import assert from 'node:assert/strict';
import { durationMs, minuteOf, ruleProblem, type ThresholdRule } from '../../../../domain/iot/rules/rule.ts';

const rule = (given: Partial<ThresholdRule>): ThresholdRule => ({
  kind: 'threshold',
  channel: 'temperature',
  severity: 'major',
  ...given,
});

describe('a threshold rule', () => {
  it('has durations in days, hours, minutes and seconds', () => {
    assert.equal(durationMs('PT5M'), 300_000);
    assert.equal(durationMs('P1DT2H3M4.5S'), 93_784_500);
    for (const wrong of ['5 min', 'P', 'PT', 'P1DT', '', 'P1M', '-PT5M'])
      assert.equal(durationMs(wrong), null, wrong);
  });

  it('has times of the day up to midnight', () => {
    assert.equal(minuteOf('08:30'), 510);
    assert.equal(minuteOf('24:00'), 1440);
    for (const wrong of ['24:01', '8:30', '08:60', 'noon']) assert.equal(minuteOf(wrong), null, wrong);
  });

  it('is kept when it can be meant', () => {
    assert.equal(ruleProblem(rule({ above: 80 })), null);
    const night = { weekdays: ['friday'], from: '22:00', to: '06:00', zone: 'Europe/Paris' } as const;
    assert.equal(ruleProblem(rule({ below: -5, clear: -3, for: 'PT10M', repeat: 3, schedule: night })), null);
  });

  it('is refused with the place of what cannot be meant', () => {
    const zone = 'Europe/Paris';
    const wrong: readonly (readonly [Partial<ThresholdRule>, string])[] = [
      [{}, 'above'],
      [{ above: 80, below: 10 }, 'above'],
      [{ above: 80, clear: 81 }, 'clear'],
      [{ below: 5, clear: 4 }, 'clear'],
      [{ above: 80, for: '5 min' }, 'for'],
      [{ above: 80, for: 'P40D' }, 'for'],
      [{ above: 80, schedule: { zone: 'Nowhere/Town' } }, 'schedule.zone'],
      [{ above: 80, schedule: { zone, from: '08:00' } }, 'schedule.from'],
      [{ above: 80, schedule: { zone, from: '8', to: '18:00' } }, 'schedule.from'],
      [{ above: 80, schedule: { zone, from: '08:00', to: '25:00' } }, 'schedule.to'],
      [{ above: 80, schedule: { zone, from: '08:00', to: '08:00' } }, 'schedule.to'],
    ];
    for (const [given, place] of wrong)
      assert.equal(ruleProblem(rule(given))?.place, place, JSON.stringify(given));
  });
});
