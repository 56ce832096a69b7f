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
  { id: 'agent-01', name: 'Priya Nair', role: 'agent' },
  { id: 'agent-02', name: 'Tom Ashworth', role: 'agent' },
  { id: 'agent-03', name: 'Elena Kovac', role: 'agent' },
  { id: 'agent-04', name: 'Marcus Bell', role: 'agent' },
  { id: 'agent-05', name: 'Sofía Ortega', role: 'agent' },
  { id: 'agent-06', name: 'Jonas Richter', role: 'agent' },
  { id: 'agent-07', name: 'Claire Dubois', role: 'agent' },
  { id: 'agent-08', name: 'Daniel Okafor', role: 'agent' },
  { id: 'supervisor-01', name: 'Grace Whitfield', role: 'supervisor' },
  { id: 'supervisor-02', name: 'Hassan Demir', role: 'supervisor' },
  { id: 'supervisor-03', name: 'Ingrid Solberg', role: 'supervisor' },
  { id: 'dispatcher-01', name: 'Liam Carter', role: 'dispatcher' },
  { id: 'dispatcher-02', name: 'Mei Tanaka', role: 'dispatcher' },
  { id: 'knowledge-author-01', name: 'Ruth Pemberton', role: 'knowledge-author' },
  { id: 'admin-01', name: 'Oscar Lindqvist', role: 'admin' },
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
    'technician-01',
    'Owen Prosser',
    { hvac: 8, electrical: 4, heating: 5 },
    ['central', 'north'],
    [51.4503, -2.6081],
    'day',
  ),
  van(
    'technician-02',
    'Nadia Rahman',
    { hvac: 7, heating: 8 },
    ['central', 'south'],
    [51.4361, -2.5893],
    'day',
  ),
  van(
    'technician-03',
    'Pete Gallagher',
    { plumbing: 8, heating: 6 },
    ['central', 'east'],
    [51.4612, -2.5476],
    'early',
  ),
  van(
    'technician-04',
    'Aisha Khan',
    { electrical: 9, 'fire-safety': 6 },
    ['central', 'north'],
    [51.4925, -2.5883],
    'day',
  ),
  van(
    'technician-05',
    'Stefan Nowak',
    { lift: 8, electrical: 6 },
    ['central', 'north', 'south', 'east'],
    [51.4489, -2.6242],
    'day',
  ),
  van(
    'technician-06',
    'Joy Adeyemi',
    { lift: 7, doors: 6 },
    ['central', 'north', 'south', 'east'],
    [51.4277, -2.5688],
    'late',
  ),
  van(
    'technician-07',
    'Callum Frost',
    { doors: 8, electrical: 3 },
    ['central', 'south'],
    [51.4402, -2.6098],
    'early',
  ),
  van(
    'technician-08',
    'Lucía Marín',
    { plumbing: 7, hvac: 4 },
    ['south', 'east'],
    [51.4188, -2.5417],
    'late',
  ),
  van(
    'technician-09',
    'Viktor Hansen',
    { 'fire-safety': 9, electrical: 5 },
    ['central', 'east', 'north', 'south'],
    [51.4701, -2.5208],
    'day',
  ),
  van(
    'technician-10',
    'Amara Diallo',
    { hvac: 6, 'fire-safety': 5 },
    ['east', 'north'],
    [51.5032, -2.5511],
    'early',
  ),
  van(
    'technician-11',
    'Bryn Powell',
    { heating: 9, plumbing: 5 },
    ['north', 'central'],
    [51.5107, -2.6144],
    'late',
  ),
  van(
    'technician-12',
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

/** Looks into single readings; her identity is fixed, so that it draws nothing from the chance that made the others. */
const telemetryReader: Person = {
  ...stored,
  id: 'telemetry-reader-01',
  name: 'Yara Lindholm',
  email: 'yara.lindholm@avonside.example',
  phone: null,
  roles: ['telemetry-reader'],
  aadObjectId: '5f0c2e61-7a4b-4d19-8c3e-9b2d60a7f154',
  language: 'en',
  active: true,
};

/** What each agent knows best; those with a senior's eye take what is escalated. */
const desks: Readonly<
  Record<string, { skills: Readonly<Record<string, number>>; senior?: true; languages: string[] }>
> = {
  'agent-01': { skills: { buildings: 7 }, languages: ['en'] },
  'agent-02': { skills: { buildings: 9, lifts: 8 }, senior: true, languages: ['en'] },
  'agent-03': { skills: { buildings: 8 }, senior: true, languages: ['en', 'de'] },
  'agent-04': { skills: { buildings: 5, billing: 8 }, languages: ['en'] },
  'agent-05': { skills: { buildings: 6 }, languages: ['en', 'es'] },
  'agent-06': { skills: { buildings: 6 }, languages: ['en', 'de'] },
  'agent-07': { skills: { buildings: 6, billing: 6 }, languages: ['en', 'fr'] },
  'agent-08': { skills: { buildings: 4 }, languages: ['en'] },
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
  const people = hired.map(
    ({ id, name, role }): Person => ({
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
    }),
  );
  people.push(telemetryReader);
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
