import { writeFileSync } from 'node:fs';
import { type Picture, png } from './png.ts';

// The mark: a speech bubble that holds an F drawn as a line map, its two branches ending in stops. Somebody writes, and
// somebody goes there. All shapes are signed distances (below zero is inside) on a field of 192 by 192.
type Shape = (x: number, y: number) => number;
type Rgb = readonly [red: number, green: number, blue: number];

const deepTeal: Rgb = [11, 79, 85];
const lightTeal: Rgb = [18, 122, 120];
const white: Rgb = [255, 255, 255];
const amber: Rgb = [255, 176, 46];

const mix = ([r, g, b]: Rgb, [toR, toG, toB]: Rgb, share: number): Rgb => [
  r + (toR - r) * share,
  g + (toG - g) * share,
  b + (toB - b) * share,
];

const circle =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;

const roundedBox = (box: {
  left: number;
  top: number;
  right: number;
  bottom: number;
  radius: number;
}): Shape => {
  const { left, top, right, bottom, radius } = box;
  return (x, y) => {
    const dx = Math.abs(x - (left + right) / 2) - (right - left) / 2 + radius;
    const dy = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius;
    return Math.min(Math.max(dx, dy), 0) + Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) - radius;
  };
};

/** A line of one width through points, with round ends. */
const line = (points: readonly (readonly [x: number, y: number])[], width: number): Shape => {
  const legs = points.slice(1).map((to, at) => [points[at] ?? to, to] as const);
  return (x, y) => {
    const distances = legs.map(([[ax, ay], [bx, by]]) => {
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
      const nearest = Math.min(1, Math.max(0, along));
      return Math.hypot(x - ax - nearest * (bx - ax), y - ay - nearest * (by - ay));
    });
    return Math.min(...distances) - width / 2;
  };
};

/** The quarter turn from upward to rightward, as points of a line. */
const bend = (cx: number, cy: number, radius: number): [number, number][] =>
  Array.from({ length: 13 }, (_, step) => {
    const angle = Math.PI + (step / 12) * (Math.PI / 2);
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  });

const polygon = (corners: readonly (readonly [x: number, y: number])[]): Shape => {
  const edge = line([...corners, corners[0] ?? [0, 0]], 0);
  return (x, y) => {
    let inside = false;
    corners.forEach(([ax, ay], at) => {
      const [bx, by] = corners[(at + 1) % corners.length] ?? [0, 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    });
    return inside ? -edge(x, y) : edge(x, y);
  };
};

const grown =
  (shape: Shape, by: number): Shape =>
  (x, y) =>
    shape(x, y) - by;

const union =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)));

interface Layer {
  readonly shape: Shape;
  readonly colour: (x: number, y: number) => Rgb;
}

/** Paints layers over one another; a shape covers a pixel by how far its edge lies inside it, which smooths the edge. */
function paint(size: number, field: number, layers: readonly Layer[]): Picture {
  const unit = field / size;
  const rgba = new Uint8Array(size * size * 4);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const x = ((pixel % size) + 0.5) * unit;
    const y = (Math.floor(pixel / size) + 0.5) * unit;
    let seen: Rgb = white;
    let alpha = 0;
    for (const { shape, colour } of layers) {
      const cover = Math.min(1, Math.max(0, 0.5 - shape(x, y) / unit));
      if (cover === 0) continue;
      const over = colour(x, y);
      const kept = alpha * (1 - cover);
      alpha = cover + kept;
      seen = mix(over, seen, kept / alpha);
    }
    rgba.set([...seen.map(Math.round), Math.round(alpha * 255)], pixel * 4);
  }
  return { width: size, height: size, rgba };
}

/** The app's colour icon, 192 by 192: the mark on a field of teal that fills the square, as Teams rounds it itself. */
export function colourIcon(): Picture {
  const bubble = union(
    roundedBox({ left: 38, top: 38, right: 154, bottom: 138, radius: 30 }),
    grown(
      polygon([
        [65, 120],
        [65, 160],
        [101, 130],
      ]),
      4,
    ),
  );
  const letter = union(
    line([[76, 116], ...bend(90, 76, 14), [119, 62]], 11),
    line(
      [
        [76, 91],
        [103, 91],
      ],
      11,
    ),
  );
  const stops = union(circle(122, 62, 10), circle(106, 91, 10));
  const slope = (x: number, y: number): Rgb => mix(deepTeal, lightTeal, (x + (192 - y)) / 384);
  return paint(192, 192, [
    { shape: () => -192, colour: slope },
    { shape: bubble, colour: () => white },
    { shape: letter, colour: () => deepTeal },
    { shape: stops, colour: () => amber },
  ]);
}

/** The app's outline icon, 32 by 32: the same mark in white lines on nothing. */
export function outlineIcon(): Picture {
  const bubble = union(
    roundedBox({ left: 4, top: 4, right: 28, bottom: 24, radius: 6 }),
    polygon([
      [9, 20],
      [9, 30],
      [18, 23],
    ]),
  );
  const letter = union(
    line([[12, 19], ...bend(14.5, 11.5, 2.5), [20, 9]], 2),
    line(
      [
        [12, 14],
        [17, 14],
      ],
      2,
    ),
    circle(21, 9, 2),
    circle(18, 14, 2),
  );
  const border: Shape = (x, y) => Math.abs(bubble(x, y) + 1) - 1; // the two units just inside the edge
  return paint(32, 32, [{ shape: union(border, letter), colour: () => white }]);
}

if (import.meta.main) {
  writeFileSync(new URL('color.png', import.meta.url), png(colourIcon()));
  writeFileSync(new URL('outline.png', import.meta.url), png(outlineIcon()));
}
