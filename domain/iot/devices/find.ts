import type { Asset } from '../../assets/asset.ts';
import type { Actor } from '../../people/actor.ts';
import type { Filter, ReadTable } from '../../table.ts';
import type { Kind, Records } from '../../unit.ts';
import { staffScope } from '../../work-orders/own-work.ts';
import type { Device } from './device.ts';

type Tables = { readonly [K in Kind]: ReadTable<Records[K]> };

const mostFound = 6;

/**
 * Finds the devices that somebody means by "pump 7": a device's id, an asset's number, or words that all stand in a
 * device's name or in an asset's name, model or place. The plainest match comes first; at most six.
 */
export async function findDevices(tables: Tables, actor: Actor, said: string): Promise<Device[]> {
  const seen = await staffScope(tables, 'devices', actor);
  if (!seen) return [];
  const within = (filter: Filter<Device>) =>
    tables.devices.where({ all: [seen, filter] } as Filter<Device>, { limit: mostFound });
  const text = said.trim();
  const exact = await within({ id: text });
  if (exact.length > 0) return exact;
  const words = text.split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const named = await within({ all: words.map((word) => ({ name: { contains: word } })) });
  const called = named.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (named.length > 0) return called.length > 0 ? called : named; // "pump 1" is not pump 12
  const assets = await assetsCalled(tables, actor, text, words);
  return assets.length === 0 ? [] : within({ assetId: { in: assets.map(({ id }) => id) } });
}

async function assetsCalled(
  tables: Tables,
  actor: Actor,
  text: string,
  words: readonly string[],
): Promise<Asset[]> {
  const seen = await staffScope(tables, 'assets', actor);
  if (!seen) return [];
  const stands = (word: string): Filter<Asset> => ({
    any: [{ name: { contains: word } }, { model: { contains: word } }, { place: { contains: word } }],
  });
  const called: Filter<Asset> = { any: [{ number: text.toUpperCase() }, { all: words.map(stands) }] };
  return tables.assets.where({ all: [seen, called] } as Filter<Asset>, { limit: 50 });
}
