import { z } from 'zod';
import { companyKinds } from '../../domain/company/company-file.ts';
import { exportCompany } from '../../domain/company/export.ts';
import { importCompany } from '../../domain/company/import.ts';
import { ok, type Route, read, write } from '../http/route.ts';
import { company } from './shapes.ts';

const tag = 'Company';
const counted = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() });

/** Bringing a whole company in and taking it out again, as one file. */
export const companyRoutes: readonly Route[] = [
  write(
    {
      method: 'post',
      path: '/api/import',
      operationId: 'importCompany',
      summary:
        'Makes or changes what the file names, whole or not at all; with dryRun it only says what would change',
      tag,
      roles: ['admin'],
      limits: { limitBytes: 16 * 1_048_576, timeoutMs: 50_000 },
      query: z.object({ dryRun: z.enum(['true', 'false']).optional() }),
      body: company,
      answer: counted.extend({ byKind: z.partialRecord(z.enum(companyKinds), counted) }),
    },
    async (unit, { query, body }) =>
      ok(await importCompany(unit, { company: body, dryRun: query.dryRun === 'true' })),
  ),
  read(
    {
      method: 'get',
      path: '/api/export',
      operationId: 'exportCompany',
      summary: 'The present company as a file that POST /api/import takes',
      tag,
      roles: ['admin'],
      answer: company,
    },
    async ({ deps, actor, traceId }) => ok(await deps.commit(exportCompany, { actor, traceId })),
  ),
];
