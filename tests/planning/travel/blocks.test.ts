import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BlockLimits, blocksOf, halves } from '../../../planning/travel/blocks.ts';

const osrm: BlockLimits = { cells: 10_000, origins: 100, destinations: 100, places: 100 };
const azure: BlockLimits = { cells: 2_500, origins: 1_000, destinations: 1_000 };
const side = fc.integer({ min: 1, max: 130 });
const limits = fc.record({
  cells: fc.integer({ min: 1, max: 400 }),
  origins: fc.integer({ min: 1, max: 60 }),
  destinations: fc.integer({ min: 1, max: 60 }),
  places: fc.integer({ min: 2, max: 60 }),
  wide: fc.boolean(),
});

describe('the blocks of a matrix', () => {
  it('are one where all fits, and none where nothing is asked', () => {
    assert.equal(blocksOf({ rows: 50, columns: 50 }, osrm).length, 1);
    assert.deepEqual(blocksOf({ rows: 0, columns: 5 }, osrm), []);
  });

  it('are square for a square, tall for a column, flat for a row', () => {
    assert.equal(blocksOf({ rows: 200, columns: 200 }, osrm).length, 16);
    assert.equal(blocksOf({ rows: 198, columns: 1 }, osrm).length, 2);
    assert.equal(blocksOf({ rows: 1, columns: 198 }, osrm).length, 2);
    assert.equal(blocksOf({ rows: 1_000, columns: 1_000 }, azure).length, 400);
  });

  it('never have more rows than columns where the service forbids it', () => {
    const blocks = blocksOf({ rows: 30, columns: 7 }, { ...azure, wide: true });
    assert.ok(blocks.every(({ rows, columns }) => rows.length <= columns.length));
  });

  it('cover every cell once and keep to every limit', () => {
    fc.assert(
      fc.property(side, side, limits, (rows, columns, given) => {
        const seen = new Uint8Array(rows * columns);
        for (const block of blocksOf({ rows, columns }, given)) {
          const [height, width] = [block.rows.length, block.columns.length];
          assert.ok(height * width <= given.cells && height + width <= given.places);
          assert.ok(height <= given.origins && width <= given.destinations);
          assert.ok(!given.wide || height <= width);
          for (const row of block.rows) for (const column of block.columns) seen[row * columns + column]!++;
        }
        assert.ok(seen.every((times) => times === 1));
      }),
    );
  });

  it('are halved along the longer side, down to a single cell', () => {
    assert.deepEqual(halves({ rows: [4, 5, 6], columns: [1] }), [
      { rows: [4], columns: [1] },
      { rows: [5, 6], columns: [1] },
    ]);
    assert.deepEqual(halves({ rows: [4], columns: [1, 2] }), [
      { rows: [4], columns: [1] },
      { rows: [4], columns: [2] },
    ]);
    assert.deepEqual(halves({ rows: [4], columns: [1] }), []);
  });
});
