import type { DemoArticle } from './articles.ts';

/** Lighting, power, generators, solar and charging points. */
export const electricalArticles: readonly DemoArticle[] = [
  {
    key: 'lights',
    title: 'Lights are out, flicker or stay on',
    language: 'en',
    category: 'electrical',
    product: 'Lighting',
    keywords: [
      'lighting',
      'lamp',
      'flickering',
      'stairwell light',
      'emergency light',
      'motion sensor',
      'dark',
    ],
    visibility: 'public',
    body: `If several lights are out, look for a tripped breaker on the board of the floor and push it fully down, then up,
once. If one lamp is out or flickers, switch it off, let it cool for 10 minutes and replace it.

## One lamp is out or flickers

1. Switch it off and let it cool for 10 minutes.
2. A screw-in or plug-in lamp below 3 metres may be changed by you, with the same type and wattage.
3. LED panels, lamps in stairwells and lamps outside are changed by us.

## Several lights are out

1. Look at the distribution board of the floor: a breaker that points down has tripped. Push it fully down,
   then up, once.
2. Walk below the motion sensor and wait 10 seconds. Lights with a sensor stay dark in daylight.
3. Check the timer or the building control: after the change of the clocks it may be 1 hour wrong.

## Emergency lights

The small lamp on an emergency light should be green. Red or dark means that its battery or tube is at its
end. Every unit must last 1 hour in the yearly test; report any that did not.

## Stop and call us

- A lamp buzzes, smells burnt or is discoloured: switch it off and do not use it.
- A stairwell or an escape route is dark: we come the same day.
- Water drips from a lamp. Switch off the breaker and keep away.
- The breaker trips a second time.

## What we do next

Tell us floor, room and how many lamps. We bring the matching lamps and drivers, and repair up to 10 lamps
in one visit of 2 hours.`,
  },
  {
    key: 'power',
    title: 'Power cut, tripped circuit breaker and the standby generator',
    language: 'en',
    category: 'electrical',
    product: 'Standby generator',
    keywords: [
      'no power',
      'blackout',
      'fuse',
      'breaker trips',
      'sockets dead',
      'generator',
      'weekly test',
      'diesel',
    ],
    visibility: 'public',
    body: `With no power, look out of the window first: if the street is dark too, the grid has failed and a generator starts
by itself. If not, a circuit breaker has tripped: unplug what hangs on it and switch it on once.

## A circuit breaker has tripped

1. Unplug everything on that circuit, above all kettles, heaters and whatever is wet.
2. Push the breaker fully down, then up.
3. Plug in one device at a time, 1 minute apart. The one that trips the breaker again is faulty: leave it
   unplugged.
4. If the breaker keeps tripping with nothing plugged in, leave it off. Never hold or wedge it.
5. A residual-current device has a test button; after a trip it is reset in the same way.

## A power cut with a generator

1. The generator starts by itself within 15 seconds and feeds lifts, emergency lights, pumps and servers.
2. If it does not start, check that its switch is on *auto* and that the emergency stop is pulled out.
3. A full tank runs it for about 8 hours at half load. Order diesel when the gauge shows one third.
4. When the grid is back it runs on for 5 minutes to cool. Do not stop it.

The weekly test runs on Tuesdays for 10 minutes. If a test failed, tell us the code on its display.

## Stop and call us

- You smell burning, see sparks, or a board is warm or humming: keep away and call our emergency line.
- Somebody had an electric shock: call 999 or 112 first.
- The generator did not start, or smokes.

## What we do next

An electrician measures insulation and load and finds the circuit at fault, normally within 2 hours of
your call.`,
  },
  {
    key: 'solar',
    title: 'Solar panels: the inverter shows a fault or the yield is low',
    language: 'en',
    category: 'electrical',
    product: 'Solar inverter',
    keywords: [
      'solar',
      'PV',
      'inverter',
      'red light',
      'low yield',
      'photovoltaic',
      'produces less',
      'panels',
    ],
    visibility: 'public',
    body: `The light of the solar inverter says most of it: green means feeding in, yellow waiting for sun, red a fault. Write
down the code, switch it off for 5 minutes and on again. Never touch cables on the roof: they are live in daylight.

## The inverter shows a red light

1. Write down the code on the display or in the app.
2. Check the breaker marked *PV* in the distribution board. Switch it on once if it has tripped.
3. Switch the inverter off at its rotary switch, wait 5 minutes, switch it on. It needs up to 5 minutes of
   daylight to start.
4. An *isolation fault* on a wet morning often goes away when the roof is dry. If it is back 3 days in a row,
   we look for a damaged cable.

## The panels produce less than before

1. Compare the same month with last year. A difference of up to 15 % is weather.
2. Look from the ground for leaves, snow or new shade from trees and scaffolding.
3. In the app compare the strings. One string at less than 70 % of its neighbour has a fault.
4. Panels lose about 0.5 % a year; that is normal.

## Stop and call us

- A panel is broken, hangs loose, or a cable is bare: keep people out from below.
- The inverter smells burnt or is too hot to touch.
- After fire or flood: tell the fire brigade that there is a solar system.

## What we do next

We read the inverter from our desk within 1 working day. If a visit is needed, we measure each string and
inspect the roof with a thermal camera; this takes about 3 hours.`,
  },
  {
    key: 'ev-charger',
    title: 'EV charger does not start charging or the cable is stuck',
    language: 'en',
    category: 'electrical',
    product: 'EV charger',
    keywords: [
      'EV',
      'electric car',
      'charging station',
      'wallbox',
      'charging cable',
      'plug stuck',
      'RFID',
      'bay',
    ],
    visibility: 'public',
    body: `When an EV charger does not start charging, push the plug in until it clicks, lock the car and hold your card to
the reader for 2 seconds. If the cable is stuck, unlock the car twice and push before you pull.

## The charger does not start

1. Read the light. *Green*: free. *Blue*: charging. *Yellow*: waiting for your card or for power. *Red*: fault.
2. Push the plug in until it clicks, then lock the car.
3. Hold your RFID card to the reader for 2 seconds. A card unknown to the charger beeps three times: send us
   the number of the card.
4. Check in the car that no charging time is set for later.
5. With several cars on one feed each may get only 6 A at busy hours; a full charge then takes all night.
6. Red light: unplug, wait 2 minutes, plug in again.

## The charging cable is stuck

1. Stop the session with the card or in the app.
2. Unlock the car twice with its key; many cars hold the plug until they are unlocked.
3. Push the plug in firmly while you press its release, then pull straight.
4. Wait 3 minutes in frost. Never pull with tools or drive against the cable.

## Stop and call us

- The plug or the cable is hot, melted or damaged: do not use that bay and tell your neighbours.
- The charger was hit by a car, or its housing is open.
- The residual-current breaker of the charger trips twice.

## What we do next

We restart the charger from our desk, which solves 6 of 10 faults, and tell you within 30 minutes in working
hours. Otherwise an electrician comes within 2 working days.`,
  },
];
