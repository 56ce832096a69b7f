import assert from 'node:assert/strict';
import { replyTextHelp, replyTexts } from '../../../channels/mail/reply-text-command.ts';
import type { CommandIo } from '../../../domain/command-io.ts';

function given(rows: readonly object[]): { io: CommandIo; said: string[] } {
  const said: string[] = [];
  const io: CommandIo = {
    async *jsonLines(_file, shape) {
      for (const row of rows) {
        const read = shape.safeParse(row);
        assert.ok(read.success);
        yield read.data;
      }
    },
    print: async (text) => void said.push(text),
  };
  return { io, said };
}

describe('fieldline reply-text', () => {
  it('answers each mail in order', async () => {
    const { io, said } = given([
      { id: 'a', text: 'Yes.\n\n-- \nMia' },
      { id: 'b', html: '<p>No.</p><blockquote>old</blockquote>' },
    ]);
    assert.equal(await replyTexts([], io), 0);
    assert.deepEqual(said, ['{"id":"a","reply":"Yes."}\n', '{"id":"b","reply":"No."}\n']);
  });

  it('tells how it is used', async () => {
    const { io, said } = given([]);
    assert.equal(await replyTexts(['--help'], io), 0);
    assert.deepEqual(said, [replyTextHelp]);
    await assert.rejects(replyTexts(['--fast'], io), /--fast/);
  });
});
