import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { aDesk } from '../fixtures/desk.ts';
import { parseChat, replay } from './replay.ts';

const chats = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.chat'));

describe('transcripts of the dialogue', () => {
  for (const name of chats)
    it(`are spoken as written: ${name.replace('.chat', '').replaceAll('-', ' ')}`, async () => {
      await assert.doesNotReject(replay(new URL(name, import.meta.url), aDesk()));
    });

  it('fail when the bot says something else', async () => {
    assert.ok(chats.length >= 8);
    assert.throws(() => parseChat('bot says hi'), /line 1/);
  });
});
