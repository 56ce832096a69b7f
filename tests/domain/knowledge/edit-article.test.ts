import assert from 'node:assert/strict';
import type { ArticleState } from '../../../domain/knowledge/article.ts';
import {
  approveArticle,
  createArticle,
  editArticle,
  moveArticle,
  publishArticle,
  submitArticle,
} from '../../../domain/knowledge/edit-article.ts';
import { Refused } from '../../../domain/refusals.ts';
import { anActor, aPerson } from '../../fixtures/desk-records.ts';
import { Memory } from '../../fixtures/memory.ts';

const text = {
  title: 'Reset a cassette',
  body: 'Press it.',
  language: 'en',
  visibility: 'public',
  category: 'cooling',
  product: null,
  keywords: [],
} as const;
const kim = { actor: anActor('kim', 'knowledge-author') };

describe('the life of an article', () => {
  const desk = () => new Memory().seed('people', aPerson({ id: 'sue', roles: ['supervisor'] }));
  const drafted = async (memory: Memory) => memory.commit((unit) => createArticle(unit, text), kim);
  const assertRefused = (run: Promise<unknown>, code: string) =>
    assert.rejects(run, (error: unknown) => error instanceof Refused && error.code === code);

  it('begins as draft 0.1 with a number people can say', async () => {
    const { state, major, minor, number, authorId } = await drafted(desk());
    assert.deepEqual([state, major, minor, number, authorId], ['draft', 0, 1, 'K-101', 'kim']);
  });

  it('goes on to approved and published 1.0, and each step is told', async () => {
    const memory = desk();
    const { id: articleId } = await drafted(memory);
    assert.equal((await memory.commit((unit) => approveArticle(unit, { articleId }), kim)).state, 'approved');
    const { state, major, minor, publishedAt } = await memory.commit(
      (unit) => publishArticle(unit, { articleId }),
      kim,
    );
    assert.deepEqual([state, major, minor, publishedAt], ['published', 1, 0, memory.now]);
    assert.deepEqual(
      memory.events.map(({ name }) => name),
      ['article.changed', 'article.changed', 'article.changed'],
    );
  });

  it('counts each change of the text, and asks anew for approval of what was approved', async () => {
    const memory = desk();
    const { id: articleId } = await drafted(memory);
    const edit = (title: string) => memory.commit((unit) => editArticle(unit, { articleId, title }), kim);
    assert.equal((await edit('Reset it')).minor, 2);
    await memory.commit((unit) => approveArticle(unit, { articleId }), kim);
    const { state, title, minor } = await edit('Reset it well');
    assert.deepEqual([state, title, minor], ['draft', 'Reset it well', 3]);
  });

  it('keeps a published article published when its text is mended', async () => {
    const memory = desk();
    const { id: articleId } = await drafted(memory);
    await memory.commit((unit) => approveArticle(unit, { articleId }), kim);
    await memory.commit((unit) => publishArticle(unit, { articleId }), kim);
    const { state, major, minor } = await memory.commit(
      (unit) => editArticle(unit, { articleId, body: 'Press.' }),
      kim,
    );
    assert.deepEqual([state, major, minor], ['published', 1, 1]);
  });

  it('asks a supervisor when it is submitted, and only as a draft', async () => {
    const memory = desk();
    const { id: articleId } = await drafted(memory);
    await memory.commit((unit) => submitArticle(unit, { articleId }), kim);
    const [post] = memory.all('posts');
    assert.deepEqual(
      [post?.personId, post?.text],
      ['sue', 'Kim asks you to approve article K-101: Reset a cassette'],
    );
    await memory.commit((unit) => approveArticle(unit, { articleId }), kim);
    await assertRefused(
      memory.commit((unit) => submitArticle(unit, { articleId }), kim),
      'article.transition_not_allowed',
    );
  });

  it('is not for agents to write', async () => {
    const memory = desk();
    await assertRefused(
      memory.commit((unit) => createArticle(unit, text), { actor: anActor('ana') }),
      'role.not_allowed',
    );
  });

  it('never leaves the archive', async () => {
    const found = { ...(await drafted(desk())), state: 'archived' as ArticleState };
    for (const to of ['draft', 'approved', 'published'] as const)
      assert.throws(() => moveArticle(found, to), { code: 'article.transition_not_allowed' });
  });
});
