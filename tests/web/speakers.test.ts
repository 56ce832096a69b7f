import assert from 'node:assert/strict';
import { drawText, incoming, initialsOf } from '../../web/chat/speakers.ts';
import type { StoreAction } from '../../web/chat/web-chat.ts';

describe('text in the chat', () => {
  it('stays text, whatever it looks like', () => {
    const hostile = '<img src=x onerror=alert(1)> & "quoted" [link](javascript:alert(1)) **bold**';
    const drawn = drawText(hostile);
    assert.doesNotMatch(drawn.replace(/<\/?p>/g, ''), /[<>"]/);
    assert.match(drawn, /&#60;img src=x onerror=alert\(1\)&#62;/);
  });

  it('makes links of web addresses alone, without the mark that ends their sentence', () => {
    assert.equal(
      drawText('see https://example.org/a?b=1&c=2, please.'),
      '<p>see <a href="https://example.org/a?b=1&#38;c=2" target="_blank" rel="noopener noreferrer">https://example.org/a?b=1&#38;c=2</a>, please.</p>',
    );
    assert.doesNotMatch(drawText('javascript:alert(1) data:text/html,x file:///etc'), /<a/);
    assert.doesNotMatch(drawText('https://x.example/"onmouseover="alert(1)'), /<a [^>]*onmouseover="/);
  });

  it('keeps paragraphs and line ends', () => {
    assert.equal(drawText('one\ntwo\n\nthree'), '<p>one<br>two</p><p>three</p>');
  });
});

describe('who speaks in the chat', () => {
  it('is shown by the letters of first and last name', () => {
    assert.deepEqual(['Ben Ode', 'Ana María de la Cruz', 'Bo', ''].map(initialsOf), ['BO', 'AC', 'B', '']);
  });

  it('is introduced by name where another person begins, the bot and the customer never', () => {
    const introduced: boolean[] = [];
    const take = incoming()()((action: StoreAction) =>
      introduced.push(Boolean(action.payload?.activity?.channelData?.introduces)),
    );
    const from = (id: string, role = 'bot') =>
      take({
        type: 'DIRECT_LINE/INCOMING_ACTIVITY',
        payload: { activity: { type: 'message', from: { id, role } } },
      });
    for (const id of ['bot', 'ben', 'ben', 'cleo', 'ben']) from(id);
    from('dl_1', 'user');
    assert.deepEqual(introduced, [false, true, false, true, true, false]);
  });
});
