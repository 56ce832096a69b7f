import assert from 'node:assert/strict';
import {
  attributionAt,
  isHeaderBlock,
  isListFooter,
  isMobileLine,
  isOriginalLine,
  isSignatureLine,
} from '../../../channels/mail/quote-lines.ts';
import { headerNames, mobileWords, originalWords } from '../../../channels/mail/quote-words.ts';

describe('the lines around a quote', () => {
  it('are a block of headers only with two more below the sender', () => {
    assert.equal(isHeaderBlock(['From: a', 'Sent: b', 'To: c'], 0), true);
    assert.equal(isHeaderBlock(['From: a', 'Sent: b'], 0), false);
    assert.equal(isHeaderBlock(['From: a', '', 'Sent: b', 'To: c'], 0), false);
    for (const from of headerNames.from)
      assert.equal(isHeaderBlock([`*${from}:* a`, 'Sent: b', 'To: c'], 0), true, from);
  });

  it('introduce it in one to three lines', () => {
    assert.equal(attributionAt(['On 5 Jan 2026, at 09:14, Ann <a@b.example> wrote:'], 0), 1);
    assert.equal(
      attributionAt(['On Mon, Jan 5, 2026 at 9:14 AM, A very long name', '<a@b.example>', 'wrote:'], 0),
      3,
    );
    assert.equal(attributionAt(['Thanks.', 'On 5 Jan 2026, at 09:14, Ann <a@b.example> wrote:'], 0), 0);
    assert.equal(attributionAt(['She wrote: it works'], 0), 0);
  });

  it('say original message between dashes', () => {
    for (const words of originalWords) assert.equal(isOriginalLine(`----- ${words} -----`), true, words);
    assert.equal(isOriginalLine('-- original parts --'), false);
  });

  it('say by what it was sent, or part a signature', () => {
    for (const words of mobileWords)
      assert.equal(isMobileLine(`${words} iPhone`) || isMobileLine(`iPhone${words}`), true, words);
    assert.equal(isSignatureLine('-- '), true);
    assert.equal(isSignatureLine('-- or so'), false);
  });

  it('are a list’s footer only at the end', () => {
    const bar = '_'.repeat(40);
    assert.equal(isListFooter([bar, 'https://lists.example'], 0), true);
    assert.equal(isListFooter([bar, ...Array.from({ length: 9 }, () => 'still text')], 0), false);
  });
});
