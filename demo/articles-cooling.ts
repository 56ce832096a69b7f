import type { DemoArticle } from './articles.ts';

/** Air conditioning and ventilation: what a customer can safely do before a technician comes. */
export const coolingArticles: readonly DemoArticle[] = [
  {
    key: 'ac-leaking',
    title: 'Air conditioning is leaking: the indoor unit drips water',
    language: 'en',
    category: 'air-conditioning',
    product: 'Indoor air-conditioning unit',
    keywords: [
      'AC leak',
      'dripping',
      'condensate',
      'drain',
      'water under unit',
      'ceiling cassette',
      'filter',
    ],
    visibility: 'public',
    body: `When the indoor air-conditioning unit is leaking, switch it off at the remote control first, then put a
bucket under it. The water is almost always condensate that cannot run away because the drain or the
filter is blocked; it is clean, but it ruins ceilings and electronics.

## What to do now

1. Switch the unit off at the remote control or the wall panel and leave it off.
2. Move computers, paper and extension leads at least 1 metre away and put a bucket under the drip.
3. Wait 10 minutes. The dripping slows down once the coil no longer cools.
4. Look at the filter behind the front cover. If it is grey with dust, rinse it with lukewarm water, let
   it dry for 1 hour and put it back.
5. Look at the condensate drain outlet if you can reach it from the floor: straighten a kinked hose.
   Never push wire into it.
6. Switch the unit on again at 24 °C and watch it for 30 minutes.

## Stop and call us

- The unit drips again after the filter is clean, or it leaked before in the last 4 weeks.
- More than 1 litre an hour comes out, or the ceiling panel bulges: keep everybody away from below it.
- Water runs near a socket, a lamp or a distribution board: switch the circuit off and call our emergency line.
- You see ice on the pipes, or hear a hiss: leave the unit off.

## What we do next

A technician flushes the condensate drain, checks the lift pump and the slope of the pipe, and cleans the
coil. This takes about 60 minutes. Tell us the floor, the room and whether it leaked before, so that we
bring the right pump with us.`,
  },
  {
    key: 'ac-not-cooling',
    title: 'Air conditioning runs but does not cool: warm air comes out',
    language: 'en',
    category: 'air-conditioning',
    product: 'Indoor air-conditioning unit',
    keywords: [
      'not cooling',
      'warm air',
      'too hot',
      'not cold enough',
      'set point',
      'remote control',
      'cool',
    ],
    visibility: 'public',
    body: `If the air conditioning runs but the room does not cool down, set the remote control to *cool*, 22 °C and high
fan, then clean the filter. Give it 30 minutes; most warm rooms have one of these two reasons.

## Check these first

1. Set the remote control to *cool* (the snowflake), not to *dry*, *fan* or *auto*.
2. Set the temperature to 22 °C and the fan to high. A unit cannot make a room more than about 8 °C cooler
   than it is outside.
3. Close windows and doors, and lower the blinds on the sunny side.
4. Open the front cover and clean the filter if you cannot see light through it.
5. Make sure that nothing stands within 50 cm of the outdoor unit and that its fan turns.
6. Switch the unit off for 5 minutes, then on again. The compressor waits 3 minutes before it starts.

Give the room 30 minutes. The air at the outlet should be 8 to 12 °C colder than the air of the room.

## Stop and call us

- The outlet air is as warm as the room after 30 minutes.
- A light blinks on the unit, or the display shows a code: write the code down for us.
- There is ice on the coil or on the pipes. Switch the unit off and let it thaw; do not scrape.
- A server room rises above 27 °C: call our emergency line, day or night.

## What we do next

We measure the pressure of the refrigerant, the compressor current and the air flow. Most repairs are
finished in one visit of 90 minutes. Refrigerant work is done by certified technicians only.`,
  },
  {
    key: 'ventilation',
    title: 'Stuffy air: ventilation is weak, loud or smells',
    language: 'en',
    category: 'ventilation',
    product: 'Ventilation unit',
    keywords: [
      'ventilation',
      'stuffy',
      'fresh air',
      'filter change',
      'air flow',
      'CO2',
      'extractor fan',
      'draught',
    ],
    visibility: 'public',
    body: `Stuffy air means that too little fresh air arrives: open opposite windows for 5 minutes each hour, and hold a
sheet of paper against the extract grille. If it does not stick, the ventilation is too weak. Carbon dioxide
should stay below 1,000 ppm; above 1,400 ppm we should have a look.

## What you can check

1. Hold a sheet of paper against the extract grille. If it does not stick, the air flow is too weak.
2. Make sure that no cupboard or poster covers a grille, and that the valves in the ceiling are open.
3. Look at the control panel: the clock must show the right day and hour, because the ventilation runs at
   low speed outside office hours.
4. A lamp marked *filter* means that the filter is full. Filters are changed every 6 months, in dusty
   streets every 3 months; this is part of your maintenance agreement.
5. After a filter change the unit may be a little louder for a day. A whistle points to a door of the
   unit that is not closed.

## Stop and call us

- The extractor fan of a car park, a kitchen or a battery room stands still: do not use that room.
- The air smells burnt, or of exhaust gas or chemicals: switch the ventilation off, leave, and call our
  emergency line.
- The fan grinds or shakes: switch it off at its isolator.

## What we do next

We measure the air flow at each grille, change the filters and adjust the fan. You receive the figures
before and after, room by room, within 2 working days.`,
  },
];
