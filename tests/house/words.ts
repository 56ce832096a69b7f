import { posix } from 'node:path';
import { matches, type Source, type Violation } from './source.ts';

// Written in pieces, so that this file does not break its own rules.
const unfinished = new RegExp(
  `\\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${'X'.repeat(3)})\\b`,
  'g',
);
const homes = ['work', 'root', 'home', 'Users'].join('|');
const machinePath = new RegExp(`(?<![\\w./:{}$-])/(?:${homes})/[\\w.-]`, 'g');
const outsidePath = new RegExp(
  `\\.\\./${['sha', 'red'].join('')}/|(?<![\\w/])\\.${['lib', 'rary'].join('')}\\b`,
  'g',
);
const registryHost =
  /\b(?:[\w-]+\.)*(?:registry|npmjs|pypi|verdaccio|artifactory|nexus)(?:\.[a-z-]+)*\.(?:com|org|net|io|dev|local)\b/g;
const document = /(?<![\w*{}<>-])[\w.-]*[A-Za-z]\.md\b/g;
const prose = /\.(?:ts|md|css|html|sh|yml|yaml|bicep)$|(?:^|\/)[^.]+$/;

/** A thing is finished or it is not there: unfinished marks belong in the issue list. */
export function unfinishedRule(found: Source): Violation[] {
  const mend = 'finish it, or open an issue and take the mark out';
  return matches(found, unfinished, { view: 'text', what: (match) => `says ${match}`, mend });
}

/** The project stands alone: no path of one machine, no folder beside it, no package registry by name. */
export function workplaceRule(found: Source): Violation[] {
  const mend = 'use a path inside the project, or a name from the environment';
  return [machinePath, outsidePath, registryHost].flatMap((pattern) =>
    matches(found, pattern, { view: 'text', what: (match) => `names ${match}`, mend }),
  );
}

/** A document that is named can be opened: nothing points at a page that is not in the project. */
export function documentRule(all: readonly Source[]): Violation[] {
  const known = new Set(all.map(({ path }) => posix.basename(path)));
  return all
    .filter(({ path }) => prose.test(path) && !path.startsWith('tests/house'))
    .flatMap((found) =>
      matches(found, document, {
        view: 'text',
        what: (match) => match,
        mend: 'name a document of this project, or say the rule itself',
      }).filter(({ what }) => !known.has(what)),
    )
    .map((violation) => ({ ...violation, what: `points at ${violation.what}, which is not in the project` }));
}
