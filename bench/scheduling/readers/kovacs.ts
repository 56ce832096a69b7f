import type { Job, PlanResource } from '../../../domain/scheduling/model/problem.ts';
import { euclid, type Instance, numbersOf } from './instance.ts';

/** Hundredths, to the nearest: outsourcing costs are powers of 1.5 and no reference values set a convention. */
const hundredths = 100;

/**
 * Reads a service technician problem (Kovacs) without teams: tasks that ask for levels in domains, technicians who have
 * them, and a price for each task that is given to others: 200 + (sum of the task's levels)^1.5.
 */
export function readKovacs(tasks: string, technicians: string): Omit<Instance, 'family' | 'name'> {
  const levels = Number(/proficiency level:\s*(\d+)/.exec(technicians)?.[1]);
  const rows = tasks
    .split(/\r?\n/)
    .slice(tasks.split(/\r?\n/).findIndex((line) => line.startsWith('CUST')) + 1)
    .map(numbersOf)
    .filter((row) => row.length > 8);
  const people = technicians
    .split(/\r?\n/)
    .slice(technicians.split(/\r?\n/).findIndex((line) => line.startsWith('ID')) + 1)
    .map(numbersOf)
    .filter((row) => row.length > 1);
  const depot = rows[0]!;
  return {
    problem: {
      unit: 1 / hundredths,
      jobs: rows.slice(1).map((row, at) => jobOf(row, { location: at + 1, levels })),
      resources: people.map((row) => technician(row, depot)),
      travel: {
        durations: euclid(
          rows.map(([, x, y]) => ({ x: x!, y: y! })),
          (length) => Math.round(length * hundredths),
        ),
      },
      objective: { weights: { importance: 1, travel: 1 } },
    },
    measure: 'distance + importance',
    scale: hundredths,
  };
}

function jobOf(row: readonly number[], { location, levels }: { location: number; levels: number }): Job {
  const [id, , , , ready, due, service] = row;
  const asked = row.slice(8);
  const skills = Array.from({ length: Math.floor(asked.length / levels) }, (_, at) => ({
    id: `domain${at + 1}`,
    level: asked.slice(at * levels, (at + 1) * levels).filter((one) => one > 0).length,
  })).filter(({ level }) => level > 0);
  const sum = asked.reduce((all, one) => all + one, 0);
  return {
    id: `${id}`,
    location,
    duration: service! * hundredths,
    windows: [[ready! * hundredths, due! * hundredths]],
    importance: Math.round((200 + sum ** 1.5) * hundredths),
    ...(skills.length > 0 && { skills }),
  };
}

const technician = ([id, ...levels]: readonly number[], depot: readonly number[]): PlanResource => ({
  id: `t${id}`,
  start: 0,
  end: 0,
  shifts: [[depot[4]! * hundredths, depot[5]! * hundredths]],
  skills: levels.map((level, at) => ({ id: `domain${at + 1}`, level })).filter(({ level }) => level > 0),
});
