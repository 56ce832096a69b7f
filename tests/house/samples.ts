type Files = readonly (readonly [path: string, text: string])[];

// Words that the rules forbid are written in pieces here, so that this file keeps the rules itself.
const home = ['', 'work', 'main'].join('/');
const registry = ['registry', 'example', 'org'].join('.');
const unfinishedMark = ['TO', 'DO'].join('');
const lines = (count: number): string => 'const one = 1;\n'.repeat(count);
const folder = (count: number): Files =>
  Array.from({ length: count }, (_, at) => [`db/store-${at}.ts`, ''] as const);

/** For each rule of the house, trees that break it (each alone) and trees that must pass. */
export const samples: Readonly<Record<string, { broken: readonly Files[]; good: readonly Files[] }>> = {
  'lets a room import only the rooms below it': {
    broken: [
      [['domain/cases/case.ts', "import { caseStore } from '../../db/cases.ts';"]],
      [['domain/cases/case.ts', "import { createHash } from 'node:crypto';"]],
      [['domain/cases/case.ts', "import { z } from 'zod';"]],
      [['cards/cases.ts', "import type { Store } from '../db/cases.ts';"]],
      [['db/cases.ts', "import { caseCard } from '../cards/cases.ts';"]],
      [['channels/twilio-sms.ts', "const bot = await import('../bot/customer.ts');"]],
      [['api/cases.ts', "export { turn } from '../bot/customer.ts';"]],
      [['bot/cases.ts', "import '../app.ts';"]],
      [['web/desk/desk.ts', "import { moveCase } from '../../domain/cases/case.ts';"]],
      [['demo/company.ts', "import { cases } from '../db/cases.ts';"]],
      [['things/one.ts', '']],
    ],
    good: [
      [
        [
          'domain/cases/case.ts',
          "import { Refused } from '../refusals.ts';\nimport { Temporal } from 'temporal-polyfill';",
        ],
      ],
      [
        [
          'cards/cases.ts',
          "import type { Case } from '../domain/cases/case.ts';\nimport { card } from './card.ts';",
        ],
      ],
      [
        [
          'web/desk/desk.ts',
          "import type { Case } from '../../domain/cases/case.ts';\nimport { row } from '../kit/row.ts';",
        ],
      ],
      [['app.ts', "import { server } from './api/server.ts';\nimport { caseStore } from './db/cases.ts';"]],
      [
        [
          'api/server.ts',
          "import manifest from '../package.json' with { type: 'json' };\nimport { z } from 'zod';",
        ],
      ],
      [['tests/flows/story.test.ts', "import { app } from '../../app.ts';"]],
    ],
  },
  'keeps each vendor in one room': {
    broken: [
      [['api/messages.ts', "import { CloudAdapter } from 'botbuilder';"]],
      [['jobs/outbox.ts', "import type { TurnContext } from 'botbuilder-core';"]],
      [['app.ts', "import { DataSource } from 'typeorm';"]],
      [['bot/replies.ts', "const { default: OpenAI } = await import('openai');"]],
      [['bot/sms.ts', "import { SmsClient } from '@azure/communication-sms';"]],
      [['devices/gateway.ts', "import { WebSocketServer } from 'ws';"]],
      [['cards/card.ts', "import { AdaptiveCard } from 'adaptivecards/dist/adaptivecards.js';"]],
    ],
    good: [
      [
        [
          'bot/adapters.ts',
          "import { CloudAdapter } from 'botbuilder';\nimport { ConnectorClient } from 'botframework-connector';",
        ],
      ],
      [['db/sqlite.ts', "import Database from 'better-sqlite3';\nimport { DataSource } from 'typeorm';"]],
      [['api/pages.ts', "const place = import.meta.resolve('adaptivecards/dist/adaptivecards.min.js');"]],
      [['tests/cards/cases.test.ts', "import * as renderer from 'adaptivecards/dist/adaptivecards.js';"]],
      [['bench/turns.ts', "import { CloudAdapter } from '@microsoft/agents-hosting';"]],
    ],
  },
  'keeps time, chance and the outside world out of the heart and the cards': {
    broken: [
      'const at = Date.now();',
      'const at = new Date();',
      'const at = new Date( );',
      'const at = new Date;',
      'const at = Date();',
      'const at = Temporal.Now.instant();',
      'const die = Math.random();',
      'const id = crypto.randomUUID();',
      'const mode = process.env.FIELDLINE_MODE;',
      "const page = await fetch('https://example.org');",
      'setTimeout(close, 1000);',
      'const told = `now: ${Date.now()}`;',
    ].map((text) => [['domain/cases/case.ts', text]]),
    good: [
      [
        [
          'domain/cases/case.ts',
          '// never Date.now() here\nconst at = new Date(now); const said = "Math.random()";',
        ],
      ],
      [['cards/cases.ts', 'const at = new Date(`${day}T00:00Z`); const parts = cases.process.name;']],
      [['jobs/timers.ts', 'const at = Date.now();']],
    ],
  },
  'splits files before 300 lines': {
    broken: [[['db/cases.ts', lines(301)]], [['web/desk/desk.css', lines(301)]]],
    good: [
      [['db/cases.ts', lines(300)]],
      [['demo/articles-cooling.ts', lines(900)]],
      [['package.json', lines(900)]],
    ],
  },
  'names files after concepts, in kebab-case': {
    broken: [
      'domain/utils.ts',
      'db/case-helpers.ts',
      'api/index.ts',
      'bot/base.ts',
      'db/common/rows.ts',
      'domain/queueManager.ts',
    ].map((path) => [[path, '']]),
    good: [
      [['domain/work-orders/work-order.ts', '']],
      [['tests/db/cases.test.ts', '']],
      [['knowledge/knowledge-base.ts', '']],
    ],
  },
  'keeps folders small enough to take in at a look': { broken: [folder(19)], good: [folder(18)] },
  'holds nothing unfinished': {
    broken: [
      [['db/cases.ts', `// ${unfinishedMark}: later`]],
      [['docs/operations.md', `${unfinishedMark} write this`]],
    ],
    good: [[['demo/articles-es.ts', "const title = 'Todo sobre el aire';"]]],
  },
  'names no machine, no folder outside and no registry': {
    broken: [
      [['docs/operations.md', `run it in ${home}`]],
      [['bench/run.ts', `const place = '${home}';`]],
      [['docs/architecture.md', `see ${['..', 'shared', 'data'].join('/')}`]],
      [['.npmrc', `address=https://${registry}/`]],
    ],
    good: [
      [['api/work-orders.ts', "route('/api/work-orders'); route(`${base}/work/orders`);"]],
      [['db/types.ts', 'send(registry.contentType); registry.find(1)']],
    ],
  },
  'points only at documents that are there': {
    broken: [[['domain/sla/clock.ts', '// the rule of sla-rules.md section 4']]],
    good: [
      [
        ['domain/sla/clock.ts', '// the words are in docs/glossary.md'],
        ['docs/glossary.md', 'every word'],
      ],
    ],
  },
  'opens every exported thing with a sentence of why': {
    broken: [
      [['domain/cases/case.ts', 'export function moveCase() {}']],
      [['domain/cases/case.ts', '/** First of all. */\nconst hidden = 1;\nexport const shown = 2;']],
      [['domain/cases/case.ts', '/** First of all. */\nexport const one = 1;\n\nexport const two = 2;']],
      [['db/cases.ts', '/* Not a docstring at all. */\nexport const caseStore = 1;']],
      [['api/cases.ts', '/** Cases. */\nexport async function routes() {}']],
    ],
    good: [
      [
        [
          'domain/cases/case.ts',
          '/** Moves a case so that its state stays true. */\nexport function moveCase() {}',
        ],
      ],
      [
        [
          'domain/cases/case.ts',
          '/** The numbers of Dynamics. */\nexport const one = (\n  1);\nexport const two = 2;\nexport const three = 3;',
        ],
      ],
      [['domain/cases/case.ts', "export type CaseState = 'active';\nexport interface Case { id: string }"]],
      [
        [
          'db/cases.ts',
          '/** Keeps cases where they survive a restart. */\n// biome-ignore lint: the SDK says any\nexport const caseStore = 1;',
        ],
      ],
    ],
  },
  'asserts something in every test': {
    broken: [
      [
        [
          'tests/db/cases.test.ts',
          "it('keeps a case', async () => { await store.save(aCase()); });\nassert.ok(true);",
        ],
      ],
      [['tests/db/cases.test.ts', "it('is thought of');"]],
      [['tests/db/cases.test.ts', "it('only says assert', () => { say('assert'); });"]],
      [['tests/db/cases.test.ts', "it.only('keeps a case', () => { assert.ok(true); });"]],
    ],
    good: [
      [
        [
          'tests/db/cases.test.ts',
          "describe('cases', () => { it('keep (all) of it', () => { assert.equal(1, 1); }); });",
        ],
      ],
      [['tests/flows/story.test.ts', "it('is told', async () => { await desk.expectMessage('hello'); });"]],
    ],
  },
  'tests every file of domain, cards and channels that runs': {
    broken: [
      [['domain/cases/case.ts', 'export const moveCase = 1;']],
      [
        ['cards/cases.ts', 'export function caseCard() {}'],
        ['tests/cards/cases.test.ts', "// import { caseCard } from '../../cards/cases.ts';"],
      ],
    ],
    good: [
      [
        ['domain/cases/case.ts', 'export const moveCase = 1;'],
        ['tests/domain/cases/case.test.ts', "import { moveCase } from '../../../domain/cases/case.ts';"],
      ],
      [['domain/ports.ts', 'export interface Clock { now(): Date }']],
    ],
  },
};
