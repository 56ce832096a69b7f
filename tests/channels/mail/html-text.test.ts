import assert from 'node:assert/strict';
import { visibleText } from '../../../channels/mail/html-text.ts';

describe('the visible text of a mail in HTML', () => {
  it('has a line for each block and nothing that is not read', () => {
    const html =
      '<head><title>x</title></head><script>1<2</script><p>One</p><ul><li>two<li>three</ul><!-- no -->four';
    assert.equal(visibleText(html).replace(/\n+/g, '\n').trim(), 'One\ntwo\nthree\nfour');
  });

  it('reads characters that are written by name or number, and leaves what is none', () => {
    assert.equal(
      visibleText('&lt;b&gt; &#228;&#x1F4A7; &quot;&nbsp;&bogus; &#xD800;&#0;.'),
      '<b> ä💧 " &bogus; .',
    );
    assert.equal(
      visibleText('&Uuml;berm&auml;&szlig;ig &ndash; 5&nbsp;&euro;, l&rsquo;eau'),
      'Übermäßig – 5 €, l’eau',
    );
    assert.equal(visibleText('a &constructor; b'), 'a &constructor; b');
  });

  it('does not take an apostrophe for the begin of a value, nor a sign of comparison for a tag', () => {
    assert.equal(visibleText("<p title=it's>Don't <b>stop</b> at 3 < 4</p>").trim(), "Don't stop at 3 < 4");
    assert.equal(visibleText('<img alt="a > b">seen'), 'seen');
  });

  it('reads in one pass what is never closed', () => {
    const begun = process.cpuUsage();
    for (const open of ['<a ', '<!--', '<a "', "<a b='", '<style>', '&a']) visibleText(open.repeat(200_000));
    const { user } = process.cpuUsage(begun);
    assert.ok(user < 5e6, `${user} microseconds`);
  });

  it('ends where the mail that is answered begins', () => {
    assert.equal(
      visibleText("<div class='gmail_quote'>old</div>below"),
      '\nold\nbelow',
      'unless nothing stands above',
    );
    assert.equal(visibleText("new<div class='gmail_quote gmail_quote_container'>old"), 'new');
  });

  it('marks quoted passages, so that answers between them are told apart', () => {
    assert.equal(visibleText('new<blockquote>old</blockquote>own'), 'new\n> \n> old\nown');
  });
});
