import type { Person, Role } from '../domain/people/person.ts';
import type { Agent } from '../domain/routing/agent.ts';
import type { Characteristic } from '../domain/routing/characteristic.ts';
import type { Resource } from '../domain/scheduling/resource.ts';
import type { Chance } from './chance.ts';

const stored = { version: 0, unitId: 'main' } as const;

interface Hired {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Staff without a van. The first of each role is the persona a newcomer plays. */
const office: readonly Hired[] = [
  { id: 'agent-priya', name: 'Priya Nair', role: 'agent' },
  { id: 'agent-tom', name: 'Tom Ashworth', role: 'agent' },
  { id: 'agent-elena', name: 'Elena Kovac', role: 'agent' },
  { id: 'agent-marcus', name: 'Marcus Bell', role: 'agent' },
  { id: 'agent-sofia', name: 'Sofía Ortega', role: 'agent' },
  { id: 'agent-jonas', name: 'Jonas Richter', role: 'agent' },
  { id: 'agent-claire', name: 'Claire Dubois', role: 'agent' },
  { id: 'agent-daniel', name: 'Daniel Okafor', role: 'agent' },
  { id: 'supervisor-grace', name: 'Grace Whitfield', role: 'supervisor' },
  { id: 'supervisor-hassan', name: 'Hassan Demir', role: 'supervisor' },
  { id: 'supervisor-ingrid', name: 'Ingrid Solberg', role: 'supervisor' },
  { id: 'dispatcher-liam', name: 'Liam Carter', role: 'dispatcher' },
  { id: 'dispatcher-mei', name: 'Mei Tanaka', role: 'dispatcher' },
  { id: 'author-ruth', name: 'Ruth Pemberton', role: 'knowledge-author' },
  { id: 'admin-oscar', name: 'Oscar Lindqvist', role: 'admin' },
];

/** Technicians: what they can do (ratings 1 to 10), where they work, where the van stands at night, their hours. */
const vans: readonly {
  readonly id: string;
  readonly name: string;
  readonly skills: Readonly<Record<string, number>>;
  readonly territories: readonly string[];
  readonly home: readonly [lat: number, lon: number];
  readonly hours: string;
}[] = [
  van(
    'technician-owen',
    'Owen Prosser',
    { hvac: 8, electrical: 4, heating: 5 },
    ['central', 'north'],
    [51.4745, -2.6079],
    'day',
  ),
  van(
    'technician-nadia',
    'Nadia Rahman',
    { hvac: 7, heating: 8 },
    ['central', 'south'],
    [51.4361, -2.5893],
    'day',
  ),
  van(
    'technician-pete',
    'Pete Gallagher',
    { plumbing: 8, heating: 6 },
    ['central', 'east'],
    [51.4612, -2.5476],
    'early',
  ),
  van(
    'technician-aisha',
    'Aisha Khan',
    { electrical: 9, 'fire-safety': 6 },
    ['central', 'north'],
    [51.4925, -2.5883],
    'day',
  ),
  van(
    'technician-stefan',
    'Stefan Nowak',
    { lift: 8, electrical: 6 },
    ['central', 'north', 'south', 'east'],
    [51.4489, -2.6242],
    'day',
  ),
  van(
    'technician-joy',
    'Joy Adeyemi',
    { lift: 7, doors: 6 },
    ['central', 'north', 'south', 'east'],
    [51.4277, -2.5688],
    'late',
  ),
  van(
    'technician-callum',
    'Callum Frost',
    { doors: 8, electrical: 3 },
    ['central', 'south'],
    [51.4402, -2.6098],
    'early',
  ),
  van(
    'technician-lucia',
    'Lucía Marín',
    { plumbing: 7, hvac: 4 },
    ['south', 'east'],
    [51.4188, -2.5417],
    'late',
  ),
  van(
    'technician-viktor',
    'Viktor Hansen',
    { 'fire-safety': 9, electrical: 5 },
    ['central', 'east', 'north', 'south'],
    [51.4701, -2.5208],
    'day',
  ),
  van(
    'technician-amara',
    'Amara Diallo',
    { hvac: 6, 'fire-safety': 5 },
    ['east', 'north'],
    [51.5032, -2.5511],
    'early',
  ),
  van(
    'technician-bryn',
    'Bryn Powell',
    { heating: 9, plumbing: 5 },
    ['north', 'central'],
    [51.5107, -2.6144],
    'late',
  ),
  van(
    'technician-zoe',
    'Zoe Martin',
    { electrical: 7, doors: 7, hvac: 3 },
    ['south', 'central'],
    [51.4093, -2.5935],
    'weekend',
  ),
];

function van(
  id: string,
  name: string,
  skills: Readonly<Record<string, number>>,
  ...[territories, home, hours]: [readonly string[], readonly [number, number], string]
) {
  return { id, name, skills, territories, home, hours };
}

const ratings = (skills: Readonly<Record<string, number>>): Characteristic[] =>
  Object.entries(skills).map(([id, rating]) => ({ id, rating }));

/** What each agent knows best; those with a senior's eye take what is escalated. */
const desks: Readonly<
  Record<string, { skills: Readonly<Record<string, number>>; senior?: true; languages: string[] }>
> = {
  'agent-priya': { skills: { buildings: 7 }, languages: ['en'] },
  'agent-tom': { skills: { buildings: 9, lifts: 8 }, senior: true, languages: ['en'] },
  'agent-elena': { skills: { buildings: 8 }, senior: true, languages: ['en', 'de'] },
  'agent-marcus': { skills: { buildings: 5, billing: 8 }, languages: ['en'] },
  'agent-sofia': { skills: { buildings: 6 }, languages: ['en', 'es'] },
  'agent-jonas': { skills: { buildings: 6 }, languages: ['en', 'de'] },
  'agent-claire': { skills: { buildings: 6, billing: 6 }, languages: ['en', 'fr'] },
  'agent-daniel': { skills: { buildings: 4 }, languages: ['en'] },
};

/**
 * Everybody who works at the demo company. Only the first agent is available at the start, so that a newcomer who plays
 * her gets the work; the seniors are busy (escalations reach them), the others away until somebody signs in as them.
 */
export function demoStaff(
  random: Chance,
  now: Date,
): { people: Person[]; agents: Agent[]; resources: Resource[] } {
  const hired: Hired[] = [
    ...office,
    ...vans.map(({ id, name }) => ({ id, name, role: 'technician' as const })),
  ];
  const people = hired.map(({ id, name, role }) => ({
    ...stored,
    id,
    name,
    email: `${name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, '.')}@avonside.example`,
    phone:
      role === 'technician'
        ? `+44 7700 900${random.whole(100, 999)}`
        : `+44 117 496 0${random.whole(100, 999)}`,
    roles: [role],
    aadObjectId: random.guid(),
    language: 'en',
    active: true,
  }));
  const agents = Object.entries(desks).map(([id, { skills, senior, languages }], at): Agent => {
    const presence = at === 0 ? 'available' : senior ? 'busy' : 'away';
    return {
      ...stored,
      id,
      name: people.find((person) => person.id === id)!.name,
      presence,
      presenceByHand: at !== 0,
      presenceAt: now,
      capacityUnits: 5,
      characteristics: ratings(skills),
      senior: senior ?? false,
      languages,
      focusCaseId: null,
      lastAssignedAt: {},
      lastReleasedAt: null,
    };
  });
  const resources = vans.map(
    ({ id, name, skills, territories, home, hours }): Resource => ({
      ...stored,
      id: id.replace('technician-', 'resource-'),
      name,
      personId: id,
      characteristics: ratings(skills),
      territoryIds: territories,
      homeLat: home[0],
      homeLon: home[1],
      calendarId: `hours-${hours}`,
      active: true,
    }),
  );
  return { people, agents, resources };
}
