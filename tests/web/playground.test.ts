import assert from 'node:assert/strict';
import { type Persona, personaNamed, playgroundConfig } from '../../bench/playground-config.ts';
import { personaFor } from '../../web/home/personas.ts';

const person = (id: string, name: string, ...roles: string[]): Persona => ({
  id,
  name,
  roles,
  aadObjectId: roles.includes('customer') ? null : `aad-${id}`,
});
const company = [
  person('s-1', 'Grace Whitfield', 'supervisor', 'agent'),
  person('a-1', 'Priya Nair', 'agent'),
  person('a-2', 'Tom O"Neill: the 2nd', 'agent'),
  person('t-1', 'Owen Prosser', 'technician'),
  person('c-1', 'Clara Customer', 'customer'),
];

describe('whom the playground is opened for', () => {
  it('is the first who holds a role and no other', () => {
    assert.equal(personaNamed(company, 'agent').id, 'a-1');
    assert.equal(personaNamed(company, 'supervisor').id, 's-1');
    assert.equal(personaFor(company, 'agent')?.id, 'a-1');
  });

  it('can be said by id, by name or by the beginning of one', () => {
    assert.equal(personaNamed(company, 't-1').name, 'Owen Prosser');
    assert.equal(personaNamed(company, 'priya nair').id, 'a-1');
    assert.equal(personaNamed(company, 'pross').id, 't-1');
  });

  it('is never guessed, and never a customer', () => {
    assert.throws(() => personaNamed(company, 'zoe'), /nobody called "zoe"/);
    assert.throws(() => personaNamed(company, 'p'), /Priya Nair or Owen Prosser/);
    assert.throws(() => personaNamed(company, 'Clara Customer'), /customers write at \/chat/);
  });
});

describe("the playground's configuration", () => {
  it('makes the person who types the one whom the bot knows', () => {
    const { currentUser } = JSON.parse(playgroundConfig(personaNamed(company, 'a-2'), company));
    assert.equal(currentUser.aadObjectId, 'aad-a-2');
    assert.equal(currentUser.name, 'Tom O"Neill: the 2nd');
  });

  it('has five others, all ids different, however small the company', () => {
    for (const all of [company, company.slice(0, 2)]) {
      const config = JSON.parse(playgroundConfig(personaNamed(all, 'a-1'), all));
      const ids = [config.currentUser, ...config.users].map(({ id }: { id: string }) => id);
      assert.equal(config.users.length, 5);
      assert.equal(new Set(ids).size, 6);
      assert.ok(
        config.users.every(({ aadObjectId }: { aadObjectId: unknown }) => typeof aadObjectId === 'string'),
      );
    }
  });

  it('gives each person a thread of their own', () => {
    const thread = (id: string) =>
      JSON.parse(playgroundConfig(personaNamed(company, id), company)).personalChat.id;
    assert.notEqual(thread('a-1'), thread('s-1'));
  });
});
