import type { DemoArticle } from './articles.ts';

/** What only our own people may read: procedures and policies. */
export const internalArticles: readonly DemoArticle[] = [
  {
    key: 'internal-refrigerant',
    title: 'Refrigerant leak procedure for technicians',
    language: 'en',
    category: 'air-conditioning',
    product: 'Refrigeration circuit',
    keywords: ['refrigerant leak', 'R32', 'R410A', 'leak detector', 'recovery', 'F-gas', 'nitrogen test'],
    visibility: 'internal',
    body: `For certified technicians only. Refrigerant is heavier than air: it fills low rooms and takes the oxygen. R32
also burns.

## On arrival

1. Air the room for 15 minutes before you kneel down, and wear the personal detector. Leave at 25 % of
   the lower limit, or below 19.5 % oxygen.
2. With R32 remove every ignition source within 3 metres; no hot works before the reading is zero.
3. Isolate the unit, lock it and hang your tag.

## Find and close the leak

1. Read both pressures and the log of the unit.
2. Search with the electronic detector from top to bottom, then prove the place with spray.
3. Recover the whole charge into a marked cylinder; fill it to 80 % at most. Venting is forbidden.
4. Repair, then test with dry nitrogen at the design pressure for 60 minutes. Helium or oxygen never.
5. Evacuate below 2 mbar and hold it for 30 minutes: a rise of more than 1 mbar means start again.
6. Charge by weight from the plate. Do not top up a leaking circuit.

## Papers

Enter grams recovered and grams charged in the log book and on the work order. A system above 5 t of CO2
equivalent needs a second leak test within 30 days: create the follow-up before you leave.

## Call the senior on duty

More than 3 kg lost, anybody feeling dizzy, a plant room without a fixed detector, or a second leak on the
same circuit within 12 months.`,
  },
  {
    key: 'internal-lift-rescue',
    title: 'Lift rescue policy: freeing trapped passengers',
    language: 'en',
    category: 'lifts',
    product: 'Passenger lift',
    keywords: ['rescue', 'trapped passengers', 'release', 'hand winding', 'two-person rule', 'control room'],
    visibility: 'internal',
    body: `Freeing people goes before every other job. The clock starts with the call: team named within 10 minutes, on
site within 30, passengers free within 60.

## Control room

1. Keep the voice line open, give your name, and speak to the cabin every 5 minutes.
2. Ask: how many, any illness, children, panic, water, smoke? With illness or smoke call the fire brigade at
   once and tell them that our team is coming.
3. Book the nearest technician with the characteristic *lift rescue*, and a second person.

## On site

1. Two persons, always; only one of them trained is not enough for moving the cabin.
2. Main switch off, locked and tagged. Prove it dead. Tell the passengers what happens before you do it.
3. Check that all landing doors are locked, and put up barriers.
4. Within 300 mm of a floor: open and help them out.
5. Otherwise move the cabin by the machine's own procedure (on the card in the machine room), at most 0.3 m/s,
   downward if the load allows it. Stop every 1 metre and talk.
6. Never through the roof hatch, never between floors where the gap to the shaft is open.

## Afterwards

Ask each person whether they are well, and offer a doctor. The lift stays off until a lift
technician has found the cause. Write the times of call, arrival and release into the case within 2 hours. A
rescue above 60 minutes, or any injury, is reported to the supervisor at once.`,
  },
  {
    key: 'internal-escalation',
    title: 'Escalation policy: when a case goes to a supervisor or a senior',
    language: 'en',
    category: 'general',
    product: null,
    keywords: ['escalation', 'supervisor', 'senior agent', 'SLA breach', 'complaint', 'approve', 'priority'],
    visibility: 'internal',
    body: `Escalating early is good work. Nobody is blamed for an escalation that turned out unneeded.

## Escalate at once

- Words of danger: gas, fire, smoke, trapped, injury, a threat. Safety text first, then the supervisor.
- A hospital, care home, school or server room without heating, cooling or power.
- The customer names a lawyer, the press or the authorities.
- The third case about the same fault within 90 days.

## Escalate by the clock

1. At 75 % of the response time the agent receives a warning: answer, or hand over now.
2. At breach the supervisor receives the card and decides within 15 minutes: approve, decline with a reason,
   or snooze once for at most 30 minutes.
3. On approval the case goes to a senior agent with free capacity, and its priority becomes high.
4. No decision within 15 minutes: the second supervisor is asked.

## How to hand over

1. Write a summary in three lines: problem, what was done, what we promised and by when.
2. Tell the customer the name of the person who takes over and the time of the next message.
3. Stay in the case until the senior has accepted.

## What we do not do

We do not promise a time that the dispatcher has not booked. We do not give reasons that concern other
customers. A declined escalation may be raised again only with a new fact.

The supervisor reviews all escalations each Monday; two with the same cause become an entry for the
knowledge author.`,
  },
  {
    key: 'internal-goodwill',
    title: 'Goodwill and refunds: what an agent may offer',
    language: 'en',
    category: 'billing',
    product: null,
    keywords: ['goodwill', 'gesture', 'discount', 'credit note', 'compensation', 'approval limit'],
    visibility: 'internal',
    body: `A fair gesture given at once costs less than a long quarrel. It is never given in exchange for a good rating.

## What you may offer yourself

1. Missed window: the travel charge of that visit, without asking.
2. Second visit for the same fault within 6 months: the labour of the second visit.
3. Up to 100 on one invoice, once a customer in 6 months, with one sentence of reason in the case.

## What needs approval

| Amount | Who approves | Answer within |
| --- | --- | --- |
| up to 100 | nobody | at once |
| 101 to 500 | supervisor | 4 working hours |
| above 500 | head of service | 2 working days |

Ask by the approval card, so that the decision, its time and its reason stay with the case. Do not
announce an amount before it is approved.

## How to do it

1. Say what went wrong in plain words and apologise once.
2. Choose the gesture that repairs the harm: first the fault, then the money.
3. Billing writes a credit note; the money arrives within 10 working days. Never change a sent invoice.

## Never

No gesture for damage that may be the insurer's: take photos, promise nothing, pass it to the supervisor the
same day. No gesture for a customer who is in dispute with a lawyer. No work without an invoice as a favour: it
has no warranty and no insurance.`,
  },
  {
    key: 'internal-isolation',
    title: 'Lock and tag before work on electrical machines',
    language: 'en',
    category: 'electrical',
    product: null,
    keywords: ['isolation', 'lockout tagout', 'LOTO', 'prove dead', 'live work', 'permit'],
    visibility: 'internal',
    body: `Every technician carries one red lock with one key. No lock, no work: this holds for a job of two minutes too.

## Before you touch anything

1. Ask the contact person what else hangs on the circuit: pumps, alarms, servers, lifts. Agree on the time.
2. Switch off, and pull fuses where there are any. Generators, solar strings and batteries are second
   sources: isolate them as well.
3. Fit your own lock and tag with name, date and phone number. In a team each one fits a lock.
4. Test the tester on a live source, prove all conductors dead, test the tester again.
5. Wait for capacitors: 5 minutes at drives and inverters, or what the plate says if it is longer.
6. Earth and short-circuit above 1,000 V. That work is for authorised persons only.

## While you work

Leave the place, and you prove dead again. A lock is removed only by the one who fitted it. If that person
has gone home, the supervisor calls them; cutting a lock needs two signatures.

## Live measuring

Allowed up to 500 V with category III instruments, gloves and an arc shield, never alone, never in wet
rooms. Live repair is not allowed.

## Finish

Count tools, close covers, tell everybody, remove locks, switch on, watch for 10 minutes. Write the times of
isolation into the work order. Any shock, however light, means: stop, doctor, supervisor.`,
  },
];
