import type { DemoArticle } from './articles.ts';

/** Water leaks, drains, pressure and pumps. */
export const waterArticles: readonly DemoArticle[] = [
  {
    key: 'water-leak',
    title: 'Water leak or burst pipe: close the main stop valve',
    language: 'en',
    category: 'plumbing',
    product: 'Water pipes',
    keywords: [
      'burst pipe',
      'stop valve',
      'shut off water',
      'water through ceiling',
      'flood',
      'basement',
      'wet wall',
    ],
    visibility: 'public',
    body: `With a water leak or burst pipe the first 5 minutes count: close the nearest valve, or the main stop valve in the
basement beside the water meter. Look for the reason later, and keep away from wet electrics.

## What to do now

1. Close the nearest valve: under the basin, in the cleaner's cupboard or at the riser of your floor. Turn
   it clockwise until it stops.
2. If that does not help, close the main stop valve. It is in the basement beside the water meter, behind
   a door with a blue plate.
3. Open the lowest tap of the building, so that the pipes run empty.
4. Switch off electricity in wet rooms at the distribution board, but only if you stand dry. If water has
   reached the board, do not touch it.
5. Water through a ceiling: put a bucket under it and keep away from a ceiling that bulges. Do not pierce it.
6. Take photos of the damage for your insurer before you clean up.

## A small leak

A drip at a joint or a valve of fewer than 30 drops a minute can wait for a normal appointment. Put a bowl
under it, tighten nothing, and look at it twice a day.

## Stop and call us

- Water still flows after the main valve is closed.
- Water runs near electricity, into a lift shaft or to a neighbour.
- The water is hot or smells of sewage.

Call our emergency line; a plumber is with you within 2 hours.

## What we do next

We find the place with a pressure test and a thermal camera, repair or bypass the pipe the same day, and
lend you drying machines. Drying a wall takes 7 to 14 days.`,
  },
  {
    key: 'blocked-drain',
    title: 'Blocked toilet, sink or floor drain',
    language: 'en',
    category: 'plumbing',
    product: 'Drain',
    keywords: ['blocked', 'clogged', 'toilet overflows', 'sink drains slowly', 'plunger', 'smell', 'sewage'],
    visibility: 'public',
    body: `A blocked toilet or sink can usually be freed with a plunger, because most blockages sit within the first metre. Do
not flush again, and use no chemical drain cleaner: it harms the pipes and burns whoever opens them later.

## A sink or basin drains slowly

1. Take out the strainer and clean it.
2. Close the overflow with a wet cloth, fill the basin 10 cm high and use the plunger 15 times.
3. Pour 2 litres of hot (not boiling) water with a little washing-up liquid after it.
4. Put a bucket under the siphon, unscrew it by hand, empty it, and screw it back.

## A toilet is blocked or overflows

1. Do not flush again. Close the small valve beside the cistern.
2. Wait 10 minutes until the water has gone down, then use a toilet plunger 10 to 15 times.
3. Test with a bucket of water, not with the flush.
4. Lock the cubicle and put up a sign if it does not help.

A floor drain that smells has often just dried out: pour in 1 litre of water.

## Stop and call us

- Water comes up in another toilet or shower when you flush: the main drain is blocked. Stop using water
  on all floors.
- Sewage is on the floor: keep people out and call our emergency line.
- More than one fitting on the same floor is slow.

## What we do next

We bring a drain machine and a camera. A single toilet takes about 45 minutes, a main drain 2 hours. We
show you the camera picture and say what caused it.`,
  },
  {
    key: 'low-pressure',
    title: 'Low water pressure or a noisy booster pump',
    language: 'en',
    category: 'plumbing',
    product: 'Booster pump',
    keywords: [
      'low pressure',
      'weak shower',
      'booster pump',
      'pump noise',
      'pump fault',
      'top floor',
      'dry run',
    ],
    visibility: 'public',
    body: `Water pressure at a tap should be between 2 and 5 bar. On the upper floors it comes from the booster pump in
the basement; when that pump has a fault, the top floor feels it first.

## Only one tap is weak

1. Unscrew the aerator at the mouth of the tap and rinse out the grit.
2. Check that the small valve under the basin is fully open.
3. Compare cold and hot. If only hot water is weak, tell us; the heat exchanger may be scaled.

## The water pressure is low on a whole floor

1. Ask the floor below. If only floors above the fourth are weak, look at the booster pump.
2. Read the gauge at the pump: normal is 4 to 6 bar. Note what you read.
3. Look at the control box. *Dry run* means that no water came in: check that the inlet valve is open and
   press reset once.
4. If the street has low pressure too, the water company is working. That ends without us.

## The pump is loud

A hum is normal. A rattle like gravel means air in the pump; a squeal means a worn bearing. Switch to the
second pump at the selector if there is one, and book a visit.

## Stop and call us

- The pump is hotter than you can touch, smells burnt or leaks more than a drip.
- The pump starts and stops more than 10 times an hour.
- There is no water at all above one floor.

## What we do next

We check the pre-charge of the pressure vessel, the bearings and the sensor, and run both pumps for 20
minutes. A sump or sewage pump with an alarm is treated as an emergency.`,
  },
];
