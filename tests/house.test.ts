import assert from 'node:assert/strict';
import { importsOf, roomRule, vendorRule } from './house/imports.ts';
import { folderRule, lengthRule, nameRule } from './house/layout.ts';
import { pinRule, usedRule } from './house/packages.ts';
import { assertionRule, docstringRule, mirrorRule } from './house/proof.ts';
import { purityRule } from './house/purity.ts';
import { samples } from './house/samples.ts';
import type { Source, Violation } from './house/source.ts';
import { source } from './house/source.ts';
import { read, tree } from './house/tree.ts';
import { documentRule, unfinishedRule, workplaceRule } from './house/words.ts';

const told = ({ path, line, what, mend }: Violation): string => `${path}:${line} ${what}; mend: ${mend}`;
const each = (rule: (found: Source) => Violation[]) => (all: readonly Source[]) =>
  all.flatMap((one) => rule(one));

function assertNone(found: readonly Violation[]): void {
  assert.equal(found.length, 0, ['', ...found.map(told)].join('\n'));
}

const rules: Record<string, (all: readonly Source[]) => Violation[]> = {
  'lets a room import only the rooms below it': each(roomRule),
  'keeps each vendor in one room': each(vendorRule),
  'keeps time, chance and the outside world out of the heart and the cards': each(purityRule),
  'splits files before 300 lines': each((found) => lengthRule(found)),
  'names files after concepts, in kebab-case': each(nameRule),
  'keeps folders small enough to take in at a look': folderRule,
  'holds nothing unfinished': each(unfinishedRule),
  'names no machine, no folder outside and no registry': each(workplaceRule),
  'points only at documents that are there': documentRule,
  'opens every exported thing with a sentence of why': each(docstringRule),
  'asserts something in every test': each(assertionRule),
  'tests every file of domain, cards and channels that runs': mirrorRule,
};

describe('the house', () => {
  const all = tree();

  it('is read whole: the files that make the project are seen', () => {
    const seen = new Set(all.map(({ path }) => path));
    for (const path of ['package.json', 'tests/house.test.ts', 'bin/node24']) assert.ok(seen.has(path), path);
  });

  for (const [title, rule] of Object.entries(rules)) {
    it(title, () => {
      assertNone(rule(all));
    });
  }

  it('pins every package exactly and installs none for show', () => {
    const manifest = JSON.parse(read('package.json'));
    assertNone([...pinRule(manifest), ...usedRule(manifest, all)]);
  });
});

describe('the rules of the house', () => {
  for (const [title, rule] of Object.entries(rules)) {
    const sample = samples[title];
    it(`would notice when somebody breaks: ${title}`, () => {
      assert.ok(sample, 'the rule has no sample that breaks it');
      for (const broken of sample.broken) {
        const found = rule(broken.map(([path, text]) => source(path, text)));
        assert.ok(found.length > 0, `nothing found in ${JSON.stringify(broken).slice(0, 300)}`);
        assert.match(told(found[0] as Violation), /^[\w./-]+:\d+ \S.+; mend: \S/);
      }
    });

    it(`stay quiet about good files: ${title}`, () => {
      const found = (sample?.good ?? []).flatMap((good) =>
        rule(good.map(([path, text]) => source(path, text))),
      );
      assertNone(found);
    });
  }

  it('see every file as it is: with comments and strings blanked, its brackets close', () => {
    for (const { path, text, bare } of tree().filter((one) => one.path.endsWith('.ts'))) {
      assert.equal(bare.length, text.length, path);
      const opened = bare.replace(/[^([{]/g, '').length;
      const closed = bare.replace(/[^)\]}]/g, '').length;
      assert.equal(opened, closed, path);
    }
  });

  it('name the line a person has to open', () => {
    const [found] = purityRule(
      source('domain/cases/case.ts', '// why\n\nexport const at = () => Date.now();\n'),
    );
    assert.equal(found?.line, 3);
  });

  it('notice a loose version and a package that nobody imports', () => {
    assert.equal(
      pinRule({ dependencies: { pino: '^10.4.0' }, devDependencies: { mocha: '12.0.3' } }).length,
      1,
    );
    const app = source('app.ts', "import pino from 'pino';\n");
    assert.equal(usedRule({ dependencies: { pino: '10.4.0', zod: '4.6.7' } }, [app]).length, 1);
  });

  it('notice an exception that is no longer needed', () => {
    const short = source('domain/cases/case.ts', 'export type CaseState = string;\n');
    assert.equal(lengthRule(short, { 'domain/cases/case.ts': 'a table' }).length, 1);
  });

  it('read imports however they are written, and none out of strings or comments', () => {
    const text = [
      "import type { Case } from '../domain/cases/case.ts';",
      "import {\n  one,\n  two,\n} from './many.ts';",
      "import './effect.ts';",
      "export * from './again.ts';",
      "const late = await import('./late.ts');",
      "const place = import.meta.resolve('adaptivecards/dist/adaptivecards.min.js');",
      "// import { no } from './comment.ts';",
      "const said = `import './string.ts' and ${one('x')} import './string.ts'`;",
      "const pattern = /import '\\/(['\"])/; import './after-pattern.ts';",
    ].join('\n');
    const found = importsOf(source('api/cases.ts', text));
    assert.deepEqual(
      found.map(({ specifier, line, isType, isPlace }) => [specifier, line, isType, isPlace]),
      [
        ['../domain/cases/case.ts', 1, true, false],
        ['./many.ts', 2, false, false],
        ['./effect.ts', 6, false, false],
        ['./again.ts', 7, false, false],
        ['./late.ts', 8, false, false],
        ['adaptivecards/dist/adaptivecards.min.js', 9, false, true],
        ['./after-pattern.ts', 12, false, false],
      ],
    );
  });
});
