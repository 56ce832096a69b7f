import type { DemoArticle } from './articles.ts';

/** Lifts, doors and access: how people and goods get in and up. */
export const entranceArticles: readonly DemoArticle[] = [
  {
    key: 'lift',
    title: 'Lift is out of order, stuck, or someone is trapped inside',
    language: 'en',
    category: 'lifts',
    product: 'Passenger lift',
    keywords: [
      'elevator stuck',
      'trapped in lift',
      'lift doors',
      'out of service',
      'alarm button',
      'between floors',
    ],
    visibility: 'public',
    body: `If someone is trapped in the lift, call our emergency line at once: a rescue team is normally there within 30
minutes; never open the landing doors yourself. If the lift is out of order and empty, look for an object in the
door track, then switch it off and on once with its key.

## Somebody is inside

1. Talk through the door: the cabin cannot fall and has fresh air.
2. Ask them to press the alarm button for 3 seconds; it connects them to our control room.
3. Ask whether anybody is ill, pregnant or afraid, and tell us. In a medical emergency call 999 or 112 too.
4. Keep other people away from the doors, and stay within hearing until we arrive.

## The lift stands still and is empty

1. Look for an object in the door track on each floor: a stone of 5 mm is enough to keep doors opening
   and closing.
2. Check that the key switch is not on *fire* or *out of service*, and that the alarm or stop button is
   not pressed in.
3. Send everybody out of a cabin that shows *overload*; the limit is on the plate.
4. Switch it off at the key switch, wait 2 minutes, switch it on again. Do this only once.

## Stop and call us

- The lift stops more than 5 mm above or below the floor, or moves with open doors: switch it off.
- It jerks, grinds, or smells burnt.
- Water runs into the shaft.

## What we do next

Put up the *out of order* sign and tell us the lift's number from the plate in the cabin. A technician comes
within 4 hours for a standing lift, within 2 hours where people depend on it. We do not return it to
service before a test run over all floors.`,
  },
  {
    key: 'door',
    title: 'Door does not close or lock: automatic doors, door closers and gates',
    language: 'en',
    category: 'doors-and-access',
    product: 'Automatic door',
    keywords: [
      'door closer',
      'door slams',
      'front door',
      'entrance',
      'sliding door',
      'garage gate',
      'jammed',
      'lock',
    ],
    visibility: 'public',
    body: `When a door does not close or lock, clear its track of gravel and mats, wipe the sensors with a dry cloth, and
set the programme switch to *automatic*. That solves about half of all calls.

## The door does not close or lock

1. Look for a wedge, a mat or gravel in the track and clean the track with a brush.
2. Wipe the sensors above and beside the door with a dry cloth. A spider's web keeps a door open.
3. Check the programme switch: *automatic*, not *open* or *night*.
4. Pull the door by hand. If the latch misses its plate by a few millimetres, the hinge has dropped: do not
   slam it, we adjust it.
5. A door that slams needs its closer adjusted. From open to closed it should take 5 to 7 seconds.

## The door does not open

1. Check the green emergency release box beside it: a pressed cover cuts the lock's power.
2. Switch the drive off for 30 seconds, then on again, and keep clear while it learns its way.
3. In an emergency push an escape sliding door outward, where it is marked.

## Stop and call us

- A fire door stays open or does not latch: this must be repaired the same day.
- The building cannot be locked at night: we send a technician or a guard within 2 hours.
- A gate has hit a person or a car, or a spring or cable is broken: switch it off and lock the area.

## What we do next

We measure closing force (at most 150 N at the edge) and test all sensors, and enter the result in the
door's log book.`,
  },
  {
    key: 'access-card',
    title: 'Access card or key fob lost or not working',
    language: 'en',
    category: 'doors-and-access',
    product: 'Access control',
    keywords: [
      'badge',
      'key card',
      'fob',
      'lost card',
      'card reader',
      'locked out',
      'block a card',
      'spare key',
    ],
    visibility: 'public',
    body: `A lost access card should be blocked at once: tell us your name and company, we do it within 15 minutes. A card
that is not working should be held flat on the reader for 2 seconds, out of the wallet; then watch the light.

## Your card or fob is lost

1. Write or call us with your name, your company and, if you know it, the number printed on the card.
2. We block it within 15 minutes, day and night. A blocked card that turns up again can be released.
3. Your building's contact person orders the new card. It is ready after 1 working day.

## Your card does not open the door

1. Hold it flat against the reader for 2 seconds, outside the wallet and away from your phone.
2. Watch the reader's light. *Green*: the card is right, the lock is not; pull or push the door gently.
   *Red*: you have no right for this door or this hour. *No light*: the reader has no power.
3. Try a second door. If that opens, the first reader is faulty.
4. A fob with a button needs a new battery (CR2032) about every 2 years.

## Stop and call us

- Several people cannot get in, or a reader is dark: the controller may be down.
- You are locked out after hours: our emergency line checks who you are before a door is opened.
- A master key is missing. Tell us the same day; cylinders may have to be changed.

## What we do next

We look at the reader's log, correct the rights or replace the reader. We never send new cards to an
address that your contact person has not confirmed.`,
  },
];
