import assert from 'node:assert/strict';
import { demoArticles } from '../../demo/articles.ts';
import { categories } from '../../knowledge/category-terms.ts';
import { passagesOf } from '../../knowledge/passages.ts';

describe('the demo articles', () => {
  it('are thirty: 26 English, 2 German, 1 Spanish, 1 French, 5 of them internal', () => {
    const count = (language: string) =>
      demoArticles.filter((article) => article.language === language).length;
    assert.equal(demoArticles.length, 30);
    assert.deepEqual(['en', 'de', 'es', 'fr'].map(count), [26, 2, 1, 1]);
    assert.equal(demoArticles.filter(({ visibility }) => visibility === 'internal').length, 5);
  });

  it('have keys and titles of their own', () => {
    assert.equal(new Set(demoArticles.map(({ key }) => key)).size, demoArticles.length);
    assert.equal(new Set(demoArticles.map(({ title }) => title)).size, demoArticles.length);
  });

  it('cover every category', () => {
    const used = new Set(demoArticles.map(({ category }) => category));
    assert.deepEqual([...used].sort(), [...categories].sort());
  });

  it('are long enough to help and short enough to read', () => {
    for (const { key, body } of demoArticles) {
      const words = body.split(/\s+/).length;
      assert.ok(words >= 120 && words <= 350, `${key}: ${words}`);
    }
  });

  it('give numbered steps with figures, and say when to stop or to call a person', () => {
    for (const { key, body, visibility } of demoArticles) {
      assert.match(body, /^1\. /m, key);
      assert.ok((body.match(/\d+/g) ?? []).length >= 8, key);
      if (visibility === 'public')
        assert.match(body, /## (?:Stop|When to talk|Call|Aufhören|Deje|Arrêtez)/, key);
    }
  });

  it('open with sentences that can be quoted on their own', () => {
    for (const { key, body, language } of demoArticles) {
      const [lead] = passagesOf(body, language);
      assert.equal(lead?.heading, '', key);
      assert.match(lead?.sentences.join(' ') ?? '', /^.{60,420}$/, key);
    }
  });
});
