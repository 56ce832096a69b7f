import assert from 'node:assert/strict';
import fc from 'fast-check';
import { missingBlocks } from '../../../planning/travel/missing-blocks.ts';
import { placesInARow } from './fakes.ts';

const places = placesInARow(40);
const rowsOf = (columns: readonly (readonly number[])[]) =>
  columns.map((each, row) => ({ row, columns: each, place: places[row]! }));

describe('what is missing of a matrix', () => {
  it('is one block when all of it is missing, and none when nothing is', () => {
    const all = [0, 1, 2];
    assert.deepEqual(missingBlocks(rowsOf([all, all, all])), [{ rows: [0, 1, 2], columns: all }]);
    assert.deepEqual(missingBlocks(rowsOf([[], []])), []);
  });

  it('is a row and a column when one job is new', () => {
    const size = 30;
    const everything = Array.from({ length: size }, (_, column) => column);
    const blocks = missingBlocks(rowsOf(everything.map((row) => (row === 12 ? everything : [12]))));
    assert.equal(blocks.length, 2);
    const cells = blocks.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
    assert.ok(cells <= 2 * size);
  });

  it('is gathered from neighbours when only near pairs are asked for', () => {
    const near = places.map((_, row) =>
      places.flatMap((_place, column) => (Math.abs(row - column) < 8 ? [column] : [])),
    );
    assert.ok(missingBlocks(rowsOf(near)).length <= 10);
  });

  it('is covered wholly, with at most half as much again that was known', () => {
    const columns = fc.uniqueArray(fc.integer({ min: 0, max: 12 })).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(columns, { maxLength: 20 }), (given) => {
        const blocks = missingBlocks(rowsOf(given));
        const asked = new Set(
          blocks.flatMap(({ rows, columns: across }) =>
            rows.flatMap((row) => across.map((column) => `${row},${column}`)),
          ),
        );
        const missing = given.flatMap((each, row) => each.map((column) => `${row},${column}`));
        assert.ok(missing.every((cell) => asked.has(cell)));
        assert.ok(asked.size <= 1.5 * missing.length);
        assert.equal(
          new Set(blocks.flatMap(({ rows }) => rows)).size,
          blocks.flatMap(({ rows }) => rows).length,
        );
      }),
    );
  });
});
