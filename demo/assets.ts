import type { Asset } from '../domain/assets/asset.ts';
import type { Site } from '../domain/customers/customer.ts';
import type { Chance } from './chance.ts';

const stored = { version: 0, unitId: 'main' } as const;

/** Kinds of machine, with makers' model names of our own invention. */
const kinds: readonly (readonly [name: string, category: string, model: string])[] = [
  ['Ceiling cassette', 'air-conditioning', 'Polara C35'],
  ['Split unit', 'air-conditioning', 'Polara S25'],
  ['Rooftop chiller', 'air-conditioning', 'Norrvind RT-120'],
  ['Gas boiler', 'heating', 'Calida 80'],
  ['Heat pump', 'heating', 'Calida HP16'],
  ['Passenger lift', 'lifts', 'Ascenda 8'],
  ['Fire alarm panel', 'fire-safety', 'Vigil 4-loop'],
  ['Air handling unit', 'ventilation', 'Norrvind AHU 5'],
  ['Automatic entrance door', 'doors-and-access', 'Portalis AD2'],
  ['Booster pump set', 'plumbing', 'Hydra Twin 3'],
  ['Distribution board', 'electrical', 'Lumen DB24'],
];

const place = (category: string, random: Chance): string => {
  if (category === 'heating' || category === 'plumbing') return 'basement, plant room';
  if (category === 'ventilation') return 'roof, plant deck';
  if (category === 'doors-and-access') return 'ground floor, main entrance';
  if (category === 'lifts') return 'core, floors 0 to 5';
  return `floor ${random.whole(1, 5)}, ${random.pick(['east wing', 'west wing', 'meeting rooms', 'open office'])}`;
};

/** The machines looked after: five to eight a site; Quay House has the air conditioner on floor 3 that the story needs. */
export function demoAssets(sites: readonly Site[], random: Chance, now: Date): Asset[] {
  let number = 100;
  const make = (site: Site, [name, category, model]: (typeof kinds)[number], where?: string): Asset => {
    number += 1;
    return {
      ...stored,
      id: `asset-${number}`,
      number: `A-${number}`,
      name,
      category,
      model,
      serial: `${model.replace(/\W/g, '').slice(0, 4).toUpperCase()}-${random.whole(10_000, 99_999)}`,
      accountId: site.accountId,
      siteId: site.id,
      place: where ?? place(category, random),
      installedAt: new Date(now.getTime() - random.whole(200, 4000) * 86_400_000),
    };
  };
  return sites.flatMap((site, at) => {
    const own = kinds
      .slice(3)
      .filter((_, kind) => (kind + at) % 3 !== 0 || kind < 2)
      .map((kind) => make(site, kind));
    const cooling = [1, 3, 5]
      .slice(0, 2 + (at % 2))
      .map((floor) => make(site, kinds[floor % 2]!, `floor ${floor}, open office`));
    return [...cooling, ...own];
  });
}
