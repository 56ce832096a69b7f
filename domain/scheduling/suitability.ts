import type { Characteristic } from '../routing/characteristic.ts';
import { openingsOf, type SlotSearch } from './openings.ts';
import type { Resource } from './resource.ts';
import { shiftsWithin } from './shifts.ts';

/** Why a resource cannot do the work whatever its day looks like; null when it can. Words follow "12 ..." and "Tom ...". */
export function unsuitable(search: SlotSearch, resource: Resource): Obstacle | null {
  const { requirement, restricted = [] } = search;
  const lacking = requirement.characteristics.find((needed) => !isMet(needed, resource));
  if (lacking) return { one: `lacks ${sayNeed(lacking)}`, many: `lack ${sayNeed(lacking)}` };
  if (requirement.territoryId !== null && !resource.territoryIds.includes(requirement.territoryId))
    return { one: 'works in another territory', many: 'work in another territory' };
  if (restricted.includes(resource.id)) return { one: 'cannot make it', many: 'cannot make it' };
  return null;
}

/** A reason in the third person, for one and for many. */
export interface Obstacle {
  readonly one: string;
  readonly many: string;
}

/** Why a suitable resource has no opening: off, booked out, or too far from the work to be home in time. */
export function obstacleOf(search: SlotSearch, resource: Resource): Obstacle {
  const lasting = unsuitable(search, resource);
  if (lasting) return lasting;
  const { now, requirement, calendars } = search;
  const calendar = calendars.find(({ id }) => id === resource.calendarId);
  const from = Math.max(now.getTime(), requirement.windowFrom.getTime());
  const to = requirement.windowTo.getTime() + 1;
  if (!calendar || shiftsWithin(calendar, { from, to }).length === 0)
    return { one: 'is off', many: 'are off' };
  if (openingsOf({ ...search, bookings: [] }, resource).length > 0)
    return { one: 'is booked out', many: 'are booked out' };
  return { one: 'has too little of the shift left', many: 'have too little of the shift left' };
}

/** Why nobody fits, counted by reason, most first: `4 lack lift>=4, 3 are booked out, 5 are off`. */
export function sayNobody(search: SlotSearch): string {
  const resources = search.resources.filter(({ active }) => active);
  if (resources.length === 0) return 'there are no technicians';
  if (search.requirement.windowTo < search.now) return 'the arrival window has passed';
  const counts = new Map<string, { obstacle: Obstacle; count: number }>();
  for (const resource of resources) {
    const obstacle = obstacleOf(search, resource);
    const counted = counts.get(obstacle.one) ?? { obstacle, count: 0 };
    counts.set(obstacle.one, { obstacle, count: counted.count + 1 });
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.obstacle.one < b.obstacle.one ? -1 : 1))
    .map(({ obstacle, count }) => `${count} ${count === 1 ? obstacle.one : obstacle.many}`)
    .join(', ');
}

const sayNeed = ({ id, rating }: Characteristic): string => `${id}>=${rating}`;

const isMet = (needed: Characteristic, resource: Resource): boolean =>
  resource.characteristics.some(({ id, rating }) => id === needed.id && rating >= needed.rating);
