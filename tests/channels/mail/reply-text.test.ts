import assert from 'node:assert/strict';
import fc from 'fast-check';
import { replyText } from '../../../channels/mail/reply-text.ts';
import { type Manner, manners } from './mail-samples.ts';

const quoted = ['Good morning,', '', 'a technician comes on Friday.', '', 'Desk'];
const bodies = ({ attributions, headers, original, mobile, written }: Manner): Record<string, string> => {
  const block = `${headers[0]}: Desk Avonside <desk+c7@help.example>\n${headers[1]}: 2026-01-05 09:14\n${headers[2]}: mia@home.example\n${headers[3]}: Re: [C-1042] radiator`;
  const below = quoted.join('\n');
  const signed = quoted.map((line) => `> ${line}`.trimEnd()).join('\n');
  return {
    ...Object.fromEntries(
      attributions.map((line, at) => [`attribution ${at}`, `${written}\n\n${line}\n\n${signed}\n`]),
    ),
    'attribution without signs': `${written}\n\n${attributions[0]}\n${below}\n`,
    'attribution wrapped before the address': `${written}\n\n${attributions[0]?.replace(' <', '\n<')}\n\n${signed}\n`,
    'a block of headers': `${written}\n\n${block}\n\n${below}\n`,
    'headers in bold below a bar': `${written}\n\n________________________________\n${block.replace(/^(.*?):/gm, '*$1:*')}\n\n${below}\n`,
    'the words original message': `${written}\n\n-----${original}-----\n${block}\n\n${below}\n`,
    'a telephone’s line': `${written}\n\n${mobile}\n`,
    'a telephone’s line above the quote': `${written}\n\n${mobile}\n\n${attributions[0]}\n\n${signed}\n`,
    'a signature': `${written}\n\n-- \nMia Moore\n+44 20 7946 0000\n\n${attributions[0]}\n\n${signed}\n`,
    'a marker line': `${written}\n\n##- Please type your reply above this line -##\n\n${below}\n`,
    nothing: `${written}\n`,
  };
};

describe('the reply in a mail', () => {
  for (const manner of manners)
    it(`is told from what it answers: ${manner.language}`, () => {
      for (const [style, body] of Object.entries(bodies(manner)))
        for (const text of [body, body.replaceAll('\n', '\r\n'), body.replace(' ', '\u00a0')])
          assert.equal(replyText({ text }), manner.written, `${style}: ${JSON.stringify(text)}`);
    });

  it('is kept where it stands between and below quoted lines', () => {
    const text =
      'On 5 Jan 2026, at 09:14, Ann <a@b.example> wrote:\n> When?\n\nOn Friday.\n\n> Where?\n\nAt the gate.\n';
    assert.equal(replyText({ text }), 'On Friday.\n\nAt the gate.');
  });

  it('keeps a sentence that only looks like a quote', () => {
    for (const text of [
      '> 5 bar is what the gauge shows',
      'From: my point of view it is the pump.',
      'On Monday she wrote: it works. It does not.',
      'To: do list\n1. valve\n2. pump',
      'The sign said: press -- then wait.',
      'Sent from my office to yours by post, see the invoice. It has not come.\n\nPlease look.',
    ])
      assert.equal(replyText({ text }), text);
  });

  it('keeps sentences that tell of a mail, a list under a colon, and headings of one’s own', () => {
    for (const text of [
      'Hello,\n\nI wrote you on 5.1.2026 at 9:14:\n- pump\n- valve',
      'Hello,\n\nHe wrote on 05.01.2026 09:14 to desk@example.com:\nsee the picture',
      'Guten Tag,\n\nIhr Techniker schrieb am 5.1.2026 um 9:14:\ndie Pumpe ist kaputt.\nStimmt das?',
      'Hello,\n\nSubject: pump\nFrom: kitchen\nDate: today\nIt leaks.',
      'Models:\n---\nP1\nP2\n---\nWhich one?',
    ])
      assert.equal(replyText({ text }), text);
  });

  it('ends at a line wrapped within the name, a verb at its end, and headers whose first is the date', () => {
    for (const below of [
      'On Monday, January 5, 2026 at 09:14:22 AM GMT+1, Desk\nSupport <desk@example.com> wrote:\n\n> old',
      'po 5. 1. 2026 v 9:14 odesílatel Desk <desk@example.com>\nnapsal:\n\n> old',
      'Am Montag, 5. Januar 2026 um 09:14:22 MEZ hat Desk <desk@example.com> Folgendes geschrieben:\n\nold',
      'Gesendet: Montag, 5. Januar 2026 um 09:14 Uhr\nVon: "Desk" <desk@example.com>\nAn: ana@c.example\nBetreff: Pumpe\n\nold',
      'Begin forwarded message:\n\nFrom: Desk <desk@example.com>\n\nold',
      'Outlook für Android herunterladen\n---\nVon: Desk\nGesendet: gestern\nAn: Ana\n\nold',
    ])
      assert.equal(replyText({ text: `Yes.\n\n${below}\n` }), 'Yes.', below);
  });

  it('is whole where there is nothing but a quote', () => {
    assert.equal(
      replyText({ text: '-- \n> Good morning,\n> we come on Friday.' }),
      '--\nGood morning,\nwe come on Friday.',
    );
    assert.equal(replyText({ text: '' }), '');
  });

  it('leaves a mailing list’s footer out', () => {
    const text = `Thank you.\n\n${'_'.repeat(47)}\nusers mailing list\nhttps://lists.example/users\n`;
    assert.equal(replyText({ text }), 'Thank you.');
  });

  it('is read from HTML where there is no text, up to what the sender’s program marked', () => {
    const cases = {
      gmail:
        '<div dir="ltr">Still cold.<br>Please&nbsp;come &amp; look.</div><div class="gmail_quote">On Monday ...</div>',
      outlook:
        '<style>p{}</style><p>Still cold.</p><p>Please come &#38; look.</p><div id="divRplyFwdMsg">From: x</div>',
      apple:
        '<div>Still cold.</div><div>Please come &#x26; look.</div><blockquote type="cite">Good morning</blockquote>',
    };
    for (const html of Object.values(cases))
      assert.match(replyText({ text: ' \n', html }), /^Still cold\.\n+Please come & look\.$/);
    assert.equal(replyText({ text: 'Text wins.', html: '<p>not read</p>' }), 'Text wins.');
  });

  it('never adds a word and never fails, whatever is written', () => {
    const piece = fc.constantFrom(
      '>',
      'On',
      'wrote:',
      '5 Jan 2026 09:14',
      '<a@b.example>',
      '\n',
      '\r\n',
      '--',
      'From:',
      'To:',
      'Subject:',
      '____________________',
      'pump',
      '&#0;',
      '<p',
      '>>',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' ')),
        (text) => {
          const reply = replyText({ text });
          for (const word of reply.split(/\s+/).filter(Boolean)) assert.ok(text.includes(word), word);
          assert.equal(typeof replyText({ text: '', html: text }), 'string');
        },
      ),
    );
  });

  it('takes no longer for bodies made to be slow', () => {
    for (const text of [
      '>'.repeat(400_000),
      'a@b '.repeat(100_000),
      'From: x\n'.repeat(50_000),
      'x wrote\n'.repeat(60_000),
      '<'.repeat(400_000),
      `${'_'.repeat(20)}\n`.repeat(24_000),
      '>\n>\n\n'.repeat(100_000),
    ]) {
      const begun = process.cpuUsage();
      replyText({ text });
      replyText({ text: '', html: text });
      assert.ok(process.cpuUsage(begun).user < 2_000_000, text.slice(0, 20));
    }
  });
});
