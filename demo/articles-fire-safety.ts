import type { DemoArticle } from './articles.ts';

/** Fire alarm panels and sprinklers: calm steps where mistakes are dangerous. */
export const fireSafetyArticles: readonly DemoArticle[] = [
  {
    key: 'fire-panel',
    title: 'Fire alarm panel beeps, shows a fault or gave a false alarm',
    language: 'en',
    category: 'fire-safety',
    product: 'Fire alarm panel',
    keywords: [
      'fault light',
      'beeping',
      'silence',
      'reset panel',
      'false fire alarm',
      'smoke detector',
      'battery',
    ],
    visibility: 'public',
    body: `Treat every fire alarm (red light) as a fire until somebody has looked. A *fault* (yellow light, slow beep) is not
an alarm: read the zone on the panel, write it down, and press *silence buzzer*.

## Yellow light: a fault

1. Read the display and write down the zone and the text, for example "Zone 4, detector 12, dirty".
2. Press *silence buzzer*. The beeping stops; the fault stays on the display, and that is right.
3. If it says *mains fault*, check the breaker of the panel. The battery lasts about 24 hours.
4. If it says *battery fault*, do nothing: we bring a new pair.
5. A single smoke detector that chirps every 40 seconds needs a battery.

## Red light: an alarm, but no fire

1. Let people leave. Two persons go to the zone shown and look, with a phone and a free way back.
2. When you are certain that there is no fire (steam, dust, burnt toast), tell the fire brigade if the
   alarm is connected to it.
3. Press *silence sounders*, air the room for 10 minutes, then press *reset*.
4. If the alarm returns, leave it and call us. Never reset more than twice, and never cover a detector.

## Stop and call us

- You see or smell smoke or fire: press the nearest call point, leave, call 999 or 112.
- The panel is dark, or the alarm cannot be silenced.
- More than one zone shows a fault: keep a fire watch, one round each 30 minutes, until we are there.

## What we do next

For a fault we come within 24 hours, for a dead panel within 4. We clean or replace the detector, test
the zone and write it into the fire log book.`,
  },
  {
    key: 'sprinkler',
    title: 'Sprinkler head drips, is damaged or was set off',
    language: 'en',
    category: 'fire-safety',
    product: 'Sprinkler system',
    keywords: [
      'sprinkler',
      'sprinkler head leaking',
      'knocked',
      'zone valve',
      'spray',
      'water damage',
      'ladder',
    ],
    visibility: 'public',
    body: `An open sprinkler sprays 60 to 100 litres of water a minute and cannot be plugged by hand. If there is certainly no
fire, close the zone valve of that floor; if a sprinkler head only drips, put a bucket under it and do not touch it.

## A sprinkler is spraying and there is no fire

1. Be certain that there is no fire: two people look. If in doubt, leave the water on and call 999 or 112.
2. Tell the fire brigade or the alarm centre that it is water damage; the flow switch has alarmed them.
3. Close the zone valve of that floor (a red hand wheel, turn clockwise) and stay beside it, so that it
   can be opened again.
4. Switch off electricity in the wet area from a dry place, and keep people out.
5. Call our emergency line. A technician comes within 2 hours.

## A head drips or was knocked

1. Put a bucket under it and keep ladders, lamps and heaters at least 1 metre away.
2. Do not touch, turn, paint or tape it: the glass bulb breaks at a light blow.
3. Count the drops. Fewer than 30 a minute can wait until the next working day; more cannot.

## Stop and call us

- The bulb is cracked, or its liquid is gone.
- A pipe moved or hangs, or there was frost in the room.
- The valve had to be closed: the building needs a fire watch each 30 minutes, and your insurer
  must be told if it stays closed longer than 12 hours.

## What we do next

We drain the zone, replace the head with one of the same temperature, refill and test. This takes 2 to 3
hours; you receive the certificate the same day.`,
  },
];
