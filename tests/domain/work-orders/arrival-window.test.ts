import assert from 'node:assert/strict';
import { promiseFor, technicianCalendar, usualWindow } from '../../../domain/work-orders/arrival-window.ts';
import { aFieldDesk } from '../../fixtures/field-desk.ts';
import { aCalendar } from '../../fixtures/field-records.ts';
import { Memory } from '../../fixtures/memory.ts';

const at = (iso: string) => new Date(`2026-03-${iso}:00Z`);
const usual = (now: string, isUrgent: boolean) =>
  usualWindow(aCalendar(), at(now), isUrgent).to.toISOString().slice(8, 16);

describe('the usual arrival window', () => {
  it('is three working days, over the weekend too', () => {
    assert.equal(usual('02T10:00', false), '05T10:00');
    assert.equal(usual('06T10:00', false), '11T10:00');
    assert.equal(usual('07T10:00', false), '11T17:00');
  });

  it('is eight hours when urgent, longer only to hold three hours of work', () => {
    assert.equal(usual('02T08:00', true), '02T16:00');
    assert.equal(usual('02T13:30', true), '02T21:30');
    assert.equal(usual('02T15:30', true), '03T09:30');
    assert.equal(usual('06T22:00', true), '09T11:00');
  });

  it('counts plain hours without a calendar', () => {
    assert.deepEqual(usualWindow(null, at('02T10:00'), false).to, at('05T10:00'));
  });

  it('is measured in the hours technicians work', async () => {
    assert.equal((await technicianCalendar(aFieldDesk().unit(), 'main'))?.id, 'cal-field');
    assert.equal(await technicianCalendar(new Memory().unit(), 'main'), null);
  });
});

describe('the promise to the customer', () => {
  const asked = { windowFrom: at('02T08:00'), windowTo: at('02T17:00') };
  const promise = (start: string, now = '02T07:00') => {
    const { from, to } = promiseFor(at(start), asked, at(now));
    return [from, to].map((one) => one.toISOString().slice(11, 16)).join('-');
  };

  it('is two hours around the start', () => {
    assert.equal(promise('02T11:00'), '10:00-12:00');
  });

  it('never lies in the past or outside what was asked for', () => {
    assert.equal(promise('02T08:15'), '08:00-09:15');
    assert.equal(promise('02T16:30'), '15:30-17:00');
    assert.equal(promise('02T11:00', '02T10:43'), '10:40-12:00');
  });
});
