import assert from 'node:assert/strict';
import { conversationLevel } from '../../../knowledge/sentiment/conversation-level.ts';
import { levelOf } from '../../../knowledge/sentiment/levels.ts';

const customer = (...valences: number[]) => valences.map((valence) => ({ isCustomer: true, valence }));

describe('conversationLevel', () => {
  it('is not known before the customer has said anything', () => {
    assert.equal(conversationLevel([]), undefined);
    assert.equal(conversationLevel([{ isCustomer: false, valence: -4 }]), undefined);
  });

  it('hears the customer only', () => {
    assert.equal(conversationLevel([...customer(-3), { isCustomer: false, valence: 4 }]), 'very negative');
  });

  it('counts the newest message most', () => {
    assert.equal(conversationLevel(customer(2, -2)), 'neutral');
    assert.equal(conversationLevel(customer(3, -3)), 'slightly negative');
    assert.equal(conversationLevel(customer(-3, 3)), 'slightly positive');
  });

  it('forgets what was said more than six messages ago', () => {
    assert.equal(conversationLevel(customer(-4, -4, -4, 1, 1, 1, 1, 1, 1)), 'slightly positive');
  });

  it('keeps its level until the mood has left it by half a level', () => {
    assert.equal(conversationLevel(customer(-0.9), 'neutral'), 'neutral');
    assert.equal(conversationLevel(customer(-1.1), 'neutral'), 'slightly negative');
    assert.equal(conversationLevel(customer(-0.4), 'slightly negative'), 'slightly negative');
    assert.equal(conversationLevel(customer(0.1), 'slightly negative'), 'neutral');
  });

  it('goes several levels at once when the mood turns over', () => {
    assert.equal(conversationLevel(customer(-3.5), 'positive'), 'very negative');
    assert.equal(conversationLevel(customer(3.5), 'very negative'), 'very positive');
  });

  it('stays at either end', () => {
    assert.equal(conversationLevel(customer(-4), 'very negative'), 'very negative');
    assert.equal(conversationLevel(customer(4), 'very positive'), 'very positive');
  });
});

describe('levelOf', () => {
  it('counts the cuts a valence exceeds', () => {
    assert.deepEqual([-4, -2.5, -2.4, -1, -0.5, 0, 0.5, 0.51, 1.6, 2.6].map(levelOf), [
      'very negative',
      'very negative',
      'negative',
      'slightly negative',
      'slightly negative',
      'neutral',
      'neutral',
      'slightly positive',
      'positive',
      'very positive',
    ]);
  });
});
