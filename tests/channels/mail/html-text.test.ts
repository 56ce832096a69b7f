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
  });

  it('ends where the mail that is answered begins', () => {
    assert.equal(visibleText('new<blockquote>old</blockquote>'), 'new');
    assert.equal(visibleText("new<div class='gmail_quote gmail_quote_container'>old"), 'new');
  });
});
