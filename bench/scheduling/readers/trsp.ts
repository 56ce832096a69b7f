import type { Job, PlanResource, Problem } from '../../../domain/scheduling/model/problem.ts';
import { euclid, type Instance, numbersOf } from './instance.ts';

interface Node {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly begin: number;
  readonly end: number;
  readonly service: number;
  readonly skills: readonly number[];
  readonly tools: readonly number[];
  readonly parts: readonly number[];
}

/**
 * Thousandths, travel rounded up: reference values were found in double precision, so what fits when rounded up fits there
 * too, and a route of 10 legs is at most 0.01 units longer than it is there (a hundredth of a thousandth of a plan).
 */
const thousandths = 1000;
/** The road instances give minutes with four decimals that are whole seconds, and kilometres that are whole metres. */
const secondsOfMinute = 60;
const metresOfKm = 1000;

/**
 * Reads a technician routing problem (Pillac): the depot, technicians with homes, skills, tools and parts, then requests.
 * Missing tools and parts may be fetched at the depot (node 0). The road instances bring their own matrices.
 */
export function readTrsp(text: string): Instance {
  const lines = text.split(/\r?\n/);
  const name = (lines[0] ?? '').trim();
  const crew = numbersOf(lines[lines.findIndex((line) => line.startsWith('CREW COUNT')) + 1] ?? '')[0] ?? 0;
  const nodes = lines
    .slice(lines.findIndex((line) => /^ID\s+X/.test(line)) + 1)
    .map(nodeOf)
    .filter((node) => node !== null);
  const isRoad = lines.includes('TRAVEL TIMES');
  const scale = isRoad ? secondsOfMinute : thousandths;
  const people = nodes.slice(1, crew + 1);
  const problem: Problem = {
    unit: isRoad ? 1 : 1 / thousandths,
    jobs: nodes.slice(crew + 1).map((node) => jobOf(node, scale)),
    resources: people.map((node) => technician(node, scale)),
    travel: isRoad
      ? {
          durations: matrix(lines, 'TRAVEL TIMES', { size: nodes.length, scale }),
          distances: matrix(lines, 'DISTANCES', { size: nodes.length, scale: metresOfKm }),
        }
      : { durations: euclid(nodes, (length) => Math.ceil(thousandths * length - 1e-9)) },
    depots: [{ location: 0, duration: 0 }],
    objective: ['importance', isRoad ? 'travel' : 'duration'],
  };
  const short = name.split('.')[0]!;
  return {
    family: isRoad ? 'trsp-road' : 'trsp-pillac',
    name: isRoad ? name.replace('Pillac_TRSP_', '') : short,
    problem,
    measure: isRoad ? 'travel' : 'duration',
    scale,
    ...(!isRoad && { reference: ['trsp_pillac', short, 'duration'] }),
  };
}

function nodeOf(line: string): Node | null {
  const found = /^(\d+)\s+(.*?)\s*\[(.*)\]\s*\[(.*)\]\s*\[(.*)\]\s*$/.exec(line.trim());
  if (found === null) return null;
  const [x, y, begin, end, service] = numbersOf(found[2]!);
  const [skills, tools, parts] = found
    .slice(3)
    .map((list) => (list.trim() === '' ? [] : list.split(',').map(Number)));
  return {
    id: Number(found[1]),
    x: x!,
    y: y!,
    begin: begin!,
    end: end!,
    service: service!,
    skills: skills!,
    tools: tools!,
    parts: parts!,
  };
}

const jobOf = (node: Node, scale: number): Job => ({
  id: `${node.id}`,
  location: node.id,
  duration: Math.round(node.service * scale),
  windows: [[Math.round(node.begin * scale), Math.round(node.end * scale)]],
  ...carriedOf(node),
});

const technician = (node: Node, scale: number): PlanResource => ({
  id: `t${node.id}`,
  start: node.id,
  end: node.id,
  shifts: [[Math.round(node.begin * scale), Math.round(node.end * scale)]],
  ...carriedOf(node),
});

/** Skills, tools and parts by number; a part that is not asked for or not carried is left out. */
const carriedOf = ({ skills, tools, parts }: Node): Pick<Job, 'skills' | 'tools' | 'parts'> => ({
  ...(skills.length > 0 && { skills: skills.map((id) => ({ id: `s${id}` })) }),
  ...(tools.length > 0 && { tools: tools.map((id) => `tool${id}`) }),
  ...(parts.some((count) => count > 0) && {
    parts: Object.fromEntries(
      parts.map((count, at) => [`part${at}`, count] as const).filter(([, count]) => count > 0),
    ),
  }),
});

/** One of the road instances' matrices: rows `id;value;value...`; rows beyond the nodes are theirs alone. */
function matrix(lines: readonly string[], title: string, { size, scale }: { size: number; scale: number }) {
  const from = lines.indexOf(title) + 1;
  return lines.slice(from, from + size).map((line) =>
    numbersOf(line)
      .slice(1, size + 1)
      .map((value) => Math.round(value * scale)),
  );
}
