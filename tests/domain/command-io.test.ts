import assert from 'node:assert/strict';
import { BadInput } from '../../domain/command-io.ts';

describe('what a command cannot carry out', () => {
  it('is an error of its own kind, so that its one line is shown and no stack', () => {
    const error = new BadInput('a.jsonl line 3: id: missing');
    assert.ok(error instanceof Error);
    assert.equal(error.message, 'a.jsonl line 3: id: missing');
  });
});
