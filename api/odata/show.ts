import type { Actor } from '../../domain/people/actor.ts';
import { Refused } from '../../domain/refusals.ts';
import type { Kind } from '../../domain/unit.ts';
import type { ReadTables } from '../deps.ts';
import type { Field, Joined, Row } from './field.ts';
import { type Expansion, type Resource, resourceNamed, sightOf, tableOf, visibleFields } from './resource.ts';

/** What somebody wants to see of things. */
export interface Viewing {
  readonly actor: Actor;
  readonly tables: ReadTables;
  readonly select?: readonly string[] | undefined;
  readonly expand?: readonly string[];
}

/** Things as the API shows them. */
export type Shown = Readonly<Record<string, unknown>>;

/** So many things are expanded below one page at most; more are reached by a list of their own. */
const mostExpanded = 2_000;

/**
 * Shows records as their resource declares: fields the viewer may see, names of what they refer to, and what was asked to
 * be expanded. Everything another record is needed for is loaded once for all of them.
 */
export async function showAll(resource: Resource, rows: readonly Row[], viewing: Viewing): Promise<Shown[]> {
  const all = visibleFields(resource, viewing.actor);
  const fields = Object.entries(all).filter(([name]) => !viewing.select || viewing.select.includes(name));
  const joined = await loadJoined(
    fields.map(([, field]) => field),
    rows,
    viewing.tables,
  );
  const shown = rows.map((row) =>
    Object.fromEntries(fields.map(([name, field]) => [name, field.show(row, joined)])),
  );
  for (const name of viewing.expand ?? []) {
    const expansion = resource.expand?.[name];
    if (expansion) await expandInto(shown, { name, expansion, rows, viewing });
  }
  return shown;
}

/** Shows one record. */
export async function showOne(resource: Resource, record: unknown, viewing: Viewing): Promise<Shown> {
  const [shown] = await showAll(resource, [record as Row], viewing);
  return shown!;
}

async function loadJoined(
  fields: readonly Field[],
  rows: readonly Row[],
  tables: ReadTables,
): Promise<Joined> {
  const wanted = new Map<Kind, Set<string>>();
  for (const { joins } of fields) {
    if (!joins) continue;
    const ids = wanted.get(joins.kind) ?? new Set<string>();
    wanted.set(joins.kind, ids);
    for (const row of rows) {
      const id = row[joins.by];
      if (typeof id === 'string') ids.add(id);
    }
  }
  const found = new Map<string, Row>();
  for (const [kind, ids] of wanted) {
    if (ids.size === 0) continue;
    for (const row of await tableOf(tables, kind).where({ id: { in: [...ids] } }))
      found.set(`${kind} ${row.id}`, row);
  }
  return (kind, id) => found.get(`${kind} ${id}`);
}

interface Expanding {
  readonly name: string;
  readonly expansion: Expansion;
  readonly rows: readonly Row[];
  readonly viewing: Viewing;
}

/** Loads what an expansion leads to, as far as the viewer may see it, and puts it beside the fields. */
async function expandInto(shown: Shown[], { name, expansion, rows, viewing }: Expanding): Promise<void> {
  const { one, many } = expansion;
  const to = resourceNamed(expansion.to);
  const sight = await sightOf(to, viewing.actor, viewing.tables);
  const ids = rows.map((row) => (one ? row[one] : row.id)).filter((id) => typeof id === 'string');
  const others =
    sight && ids.length > 0
      ? await tableOf(viewing.tables, to.kind).where(
          { all: [sight, { [many ?? 'id']: { in: [...new Set(ids)] } }] },
          { limit: mostExpanded + 1 },
        )
      : [];
  if (others.length > mostExpanded)
    throw new Refused('filter.invalid', {
      option: '$expand',
      problem: `more than ${mostExpanded} ${to.says[1]} would be shown; take a smaller page or read ${to.name}`,
    });
  const views = await showAll(to, others, { actor: viewing.actor, tables: viewing.tables });
  const key = (at: number) => (one ? rows[at]![one] : rows[at]!.id);
  shown.forEach((view, at) => {
    const mine = views.filter((_, index) => others[index]![many ?? 'id'] === key(at));
    Object.assign(view, { [name]: many ? mine : (mine[0] ?? null) });
  });
}
