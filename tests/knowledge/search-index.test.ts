import assert from 'node:assert/strict';
import { anArticle, demoIndex, indexOf } from './articles.ts';

const ask = { language: 'en', visibility: 'public' } as const;

describe('the search index', () => {
  it('answers with article, version, plain passage, matched words and a confidence', () => {
    const [hit] = demoIndex().search({ ...ask, text: 'the AC on floor 3 is leaking again' });
    assert.equal(hit?.articleId, 'ac-leaking');
    assert.equal(hit.version, '1.0');
    assert.match(hit.passage, /switch it off at the remote control first, then put a bucket under it\./);
    assert.doesNotMatch(hit.passage, /[*#\n]/);
    assert.deepEqual(hit.matched, ['ac', 'floor', 'leaking']);
    assert.ok(hit.confidence > 0.9 && hit.confidence <= 1);
  });

  it('finds nothing in an empty index and nothing for words it does not know', () => {
    assert.deepEqual(indexOf([]).search({ ...ask, text: 'pump' }), []);
    assert.deepEqual(indexOf([anArticle()]).search({ ...ask, text: 'asdf qwertz' }), []);
    assert.deepEqual(indexOf([anArticle()]).search({ ...ask, text: '' }), []);
  });

  it('puts an article with the word in its title before one that only mentions it', () => {
    const index = indexOf([
      anArticle({
        id: 'mentions',
        title: 'Noise at night',
        body: 'A boiler may hum. So may a fan or a boiler.',
      }),
      anArticle({ id: 'about', title: 'Boiler', body: 'Read the gauge first.' }),
    ]);
    assert.deepEqual(
      index.search({ ...ask, text: 'boiler' }).map(({ articleId }) => articleId),
      ['about', 'mentions'],
    );
  });

  it('shows an article once, with the passage that answers', () => {
    const body =
      '## Filling\n\nOpen the filling valve slowly.\n\n## Reset\n\nHold the reset button for 5 seconds.';
    const hits = indexOf([anArticle({ title: 'Boiler', body })]).search({
      ...ask,
      text: 'boiler reset button',
    });
    assert.deepEqual(
      hits.map(({ passage }) => passage),
      ['Hold the reset button for 5 seconds.'],
    );
  });

  it('replaces an article by its new version at once', () => {
    const index = indexOf([anArticle()]);
    index.put(anArticle({ title: 'Fan is loud', body: 'Clean the blades.', minor: 1 }));
    assert.deepEqual(index.search({ ...ask, text: 'pump' }), []);
    assert.equal(index.search({ ...ask, text: 'fan' })[0]?.version, '1.1');
    assert.equal(index.size, 1);
  });

  it('lets go of an article that is removed or no longer published', () => {
    const index = indexOf([anArticle(), anArticle({ id: 'A-2' })]);
    index.remove('A-1');
    index.remove('never-there');
    index.put(anArticle({ id: 'A-2', state: 'expired' }));
    assert.equal(index.size, 0);
    assert.deepEqual(index.search({ ...ask, text: 'pump' }), []);
  });

  it('tells how it stands: articles by language, and vectors where there are enough', () => {
    const index = demoIndex();
    index.prepare();
    assert.ok((index.state.articles.en ?? 0) > 10);
    assert.deepEqual(index.state.vectors, []);
    for (let at = 0; at < 150; at++)
      index.put(
        anArticle({
          id: `n${at}`,
          title: `w${at % 40} v${at % 31}`,
          body: `u${at % 37} t${at % 29} s${at % 23}`,
        }),
      );
    index.prepare();
    assert.deepEqual(index.state.vectors, ['en']);
  });

  it('never takes in a draft', () => {
    assert.equal(indexOf([anArticle({ state: 'draft' })]).size, 0);
  });

  it('scores the same whatever was put and removed before', () => {
    const fresh = demoIndex({ without: ['boiler', 'lift'] });
    const worn = demoIndex();
    for (const key of ['boiler', 'lift']) worn.remove(key);
    for (const text of ['no hot water', 'elevator stuck', 'door does not lock', 'radiatr cold'])
      assert.deepEqual(worn.search({ ...ask, text }), fresh.search({ ...ask, text }), text);
  });

  it('keeps internal articles from the public', () => {
    const asked = { text: 'refrigerant leak procedure', language: 'en' };
    const index = demoIndex();
    assert.equal(index.search({ ...asked, visibility: 'internal' })[0]?.articleId, 'internal-refrigerant');
    for (const hit of index.search({ ...asked, visibility: 'public' }))
      assert.equal(hit.visibility, 'public');
  });

  it('stays within the language asked for, whatever the country', () => {
    const hits = demoIndex().search({ text: 'Klimaanlage tropft', language: 'de-AT', visibility: 'public' });
    assert.deepEqual(
      hits.map(({ language }) => language),
      ['de'],
    );
  });

  it('searches all languages when none is asked for or none is there', () => {
    for (const language of [undefined, 'pl'])
      assert.equal(
        demoIndex().search({ text: "l'ascenseur est bloqué", language, visibility: 'public' })[0]?.articleId,
        'fr-ascenseur',
      );
  });

  it('puts a slip of the keys right and trusts it a little less', () => {
    const index = demoIndex();
    const [right] = index.search({ ...ask, text: 'sprinkler' });
    const [slip] = index.search({ ...ask, text: 'sprinklr' });
    assert.equal(slip?.articleId, 'sprinkler');
    assert.deepEqual(slip.matched, ['sprinkler']);
    assert.ok(slip.confidence < (right?.confidence ?? 0));
  });

  it('finds Japanese by its words', () => {
    const index = indexOf([
      anArticle({ id: 'water', language: 'ja', title: 'エアコンの水漏れ', body: '電源を切ってください。' }),
      anArticle({
        id: 'door',
        language: 'ja',
        title: 'ドアが閉まらない',
        body: 'センサーを拭いてください。',
      }),
    ]);
    const [hit] = index.search({
      text: 'エアコンから水が漏れています',
      language: 'ja',
      visibility: 'public',
    });
    assert.equal(hit?.articleId, 'water');
  });

  it('gives no more articles than asked for', () => {
    assert.equal(demoIndex().search({ ...ask, text: 'water leak', top: 2 }).length, 2);
  });

  it('reads the beginning of a very long text and leaves the rest', () => {
    const text = `pump ${'lorem '.repeat(20_000)} boiler`;
    const index = indexOf([anArticle(), anArticle({ id: 'A-2', title: 'Boiler', body: 'Read the gauge.' })]);
    const found = index.search({ ...ask, text }).map(({ articleId }) => articleId);
    assert.deepEqual(found, ['A-1']);
  });

  it('quotes the title of an article that has no body', () => {
    const [hit] = indexOf([anArticle({ body: '' })]).search({ ...ask, text: 'pump' });
    assert.equal(hit?.passage, 'Pump is loud');
  });
});
