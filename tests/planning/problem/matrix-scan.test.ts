import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noWay } from '../../../domain/scheduling/travel-matrix.ts';
import { locate } from '../../../planning/problem/locate.ts';
import { scanMatrices, wordFor } from '../../../planning/problem/matrix-scan.ts';
import { checkProblem, readJson } from '../../../planning/problem/problem-file.ts';

/** Large enough to be worth it, with the text of a cell in the middle of the last row. */
const matrixText = (cell = '7', places = 150): string =>
  `[${Array.from({ length: places }, (_, row) => `[${Array.from({ length: places }, (_, column) => (row === places - 1 && column === 40 ? cell : (row * 31 + column * 7) % 900)).join(', ')}]`).join(',\n ')}]`;

const fileText = (durations: string, more = ''): string =>
  `{ "jobs": [{ "id": "a \\"durations\\": [[", "location": 1, "duration": 5 }], "resources": [],\n "travel": { "durations" : ${durations}${more} } }`;

const scanned = (text: string) => scanMatrices(Buffer.from(text));

describe('the matrices of a large file', () => {
  it('are read as a parser reads them', () => {
    const text = fileText(matrixText(), `, "distances": ${matrixText('1.25')}`);
    const found = scanned(text);
    const { travel } = JSON.parse(text);
    const cells = (field: string) => [...found!.matrices.get(wordFor(field))!.cells];
    assert.deepEqual(cells('durations'), travel.durations.flat());
    assert.deepEqual(cells('distances'), travel.distances.flat());
    assert.ok(found!.matrices.get(wordFor('durations'))!.cells.buffer instanceof SharedArrayBuffer);
  });

  it('are taken out of the text, which stays JSON with everything else in it', () => {
    const text = fileText(matrixText());
    const left = JSON.parse(scanned(text)!.text);
    assert.deepEqual(left, { ...JSON.parse(text), travel: { durations: wordFor('durations') } });
  });

  it('may say null where no road leads', () => {
    const { cells } = scanned(fileText(matrixText('null')))!.matrices.get(wordFor('durations'))!;
    assert.equal(cells[149 * 150 + 40], noWay);
  });

  for (const cell of [
    '-1',
    '1e3',
    '01',
    '1.',
    '.5',
    '"x"',
    '1 2',
    '',
    '1,2',
    '[1]',
    '99999999999',
    '12345678901234567',
  ])
    it(`are left to the slow way when a cell is ${cell || 'missing'}`, () => {
      assert.equal(scanned(fileText(matrixText(cell))), null);
    });

  it('are left alone in a small file', () => {
    assert.equal(scanned(fileText('[[0]]')), null);
  });

  it('refuse a duration that is not whole by its place', () => {
    assert.equal(
      refusal(fileText(matrixText('1.5'))),
      'travel.durations[149][40] must be a whole number from 0 to 1000000000 or null, it is 1.5',
    );
    assert.equal(
      refusal(fileText(matrixText('-1'))),
      'travel.durations[149][40] must be a whole number from 0 to 1000000000 or null, it is -1',
    );
  });

  it('are given back when they stood somewhere else', () => {
    const text = fileText('[[0, 1], [1, 0]]', `}, "distances": ${matrixText()}, "more": {`);
    assert.match(refusal(text), /^the problem has no field "distances"/);
  });
});

function refusal(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-scan-'));
  try {
    const file = join(folder, 'p.json');
    writeFileSync(file, text);
    locate(checkProblem(readJson(file)));
    return 'nothing refused';
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
