import type { DemoArticle } from './articles.ts';

/** Invoices, appointments, warranty and how to reach us. */
export const officeArticles: readonly DemoArticle[] = [
  {
    key: 'invoice',
    title: 'Invoice: total looks wrong, a copy, or a payment question',
    language: 'en',
    category: 'billing',
    product: null,
    keywords: [
      'bill',
      'wrong invoice',
      'charged twice',
      'copy of invoice',
      'payment',
      'VAT',
      'reminder',
      'refund',
    ],
    visibility: 'public',
    body: `If the total of an invoice looks wrong, compare it with the work order named at its top, and write to us with the
invoice number and the line you doubt. You need not pay that line until we have answered, within 3 working days.

## The total of your invoice looks wrong

1. Find the work order number (it begins with W) at the top of the invoice.
2. Compare hours and parts with the report that you signed or received after the visit.
3. Work is charged by the quarter of an hour, travel once a visit. Nights (20:00 to 6:00), Sundays and
   holidays cost 50 % more; your agreement may say otherwise.
4. Under a maintenance agreement the yearly service is not charged again. If you find it on the invoice,
   that is our mistake.
5. Send us your question; the lines that you do not doubt stay due.

You receive a corrected invoice or an explanation.

## A copy, another address, or VAT

Tell us the invoice number or the month. A copy goes only to the addresses we have on file. A changed
company name or VAT number can be corrected for 12 months back.

## Payment

Invoices are due after 14 days. A first reminder is free and often crosses with your payment: if you paid
in the last 3 working days, ignore it. A refund reaches your account within 10 working days.

## When to talk to a person

Ask for our billing desk if an amount over 1,000 is in doubt, if you were charged twice, or if you need
instalments. Please never send card numbers in a chat.`,
  },
  {
    key: 'appointment',
    title: 'Appointment: change, cancel or check when the technician comes',
    language: 'en',
    category: 'appointments',
    product: null,
    keywords: [
      'reschedule',
      'move visit',
      'cancel visit',
      'arrival time',
      'time window',
      'book a visit',
      'late',
    ],
    visibility: 'public',
    body: `Each appointment has a window of 2 hours. You can change or cancel it free of charge until 24 hours before, by the
link in our confirmation or by writing to us. You hear from us when the technician sets out.

## See or change your appointment

1. Open the link in our confirmation, or write to us with your case number (it begins with C).
2. Choose one of the free windows shown. We visit from 7:00 to 19:00, Monday to Friday; urgent faults at
   any hour.
3. Changing or cancelling is free until 24 hours before. Later we charge the travel, except in illness.

## What time will the technician come

The message "on the way" shows the expected arrival time, right to about 15 minutes. If the window has begun
and you heard nothing for 30 minutes, write to us: we look where the technician is and answer within 5
minutes. When we miss a window, that visit's travel is free.

## Prepare the visit

1. Keep 1 metre free around the machine, and the plant room unlocked.
2. Name a person on site with a phone number.
3. Tell us about parking, lift keys or sign-in rules, and about dogs.
4. Have passwords or log books at hand if we must test an alarm.

## When to talk to a person

Ask for our dispatcher if nobody can be there at the time, if several firms must meet on site, or if
the fault has become worse since you booked. With water, smoke or people in danger do not wait for the
appointment: call our emergency line.`,
  },
  {
    key: 'warranty',
    title: 'Warranty: is my repair or machine covered',
    language: 'en',
    category: 'general',
    product: null,
    keywords: ['guarantee', 'warranty', 'covered', 'free repair', 'replaced part', 'defect', 'claim'],
    visibility: 'public',
    body: `Our warranty is 24 months on new machines we fitted, 12 months on parts we replaced, and 6 months on the work
of a repair. It starts on the day you signed the report.

## Is it covered

1. Find the date on the plate of the machine or on your last report.
2. Covered: a replaced part that fails, a pump or motor that stops, a leak at a joint we made, wrong settings
   that we left.
3. Not covered: filters, lamps and batteries after 3 months; frost, lightning and water damage; work by other
   firms; machines that missed their yearly service by more than 3 months.
4. The maker's own guarantee may be longer (compressors often 5 years). We claim it for you.

## How to claim

1. Write to us what fails and since when, with a photo of the plate.
2. Leave the part where it is. A part thrown away cannot be checked.
3. We answer within 2 working days whether the repair is covered, and book the visit at once; you do not wait
   for the maker.

If we find on site that it is not covered, the technician tells you the price first and works only
after your yes.

## When to talk to a person

Ask for a person if the same fault came back twice within 12 months: then a senior technician looks for the
cause, and that visit is free. Ask also if you sold or bought the building; a warranty goes over to the
new owner once we know the name.`,
  },
  {
    key: 'emergency',
    title: 'Emergency numbers: who to call, day and night',
    language: 'en',
    category: 'general',
    product: null,
    keywords: [
      'emergency line',
      'phone number',
      'night',
      'weekend',
      'urgent',
      '24 hours',
      'hotline',
      'who to call',
    ],
    visibility: 'public',
    body: `If people are in danger, call 999 or 112 first, then us. Our emergency line is open 24 hours, every day:
**0117 496 0142**. Our office answers from 7:00 to 19:00, Monday to Friday: **0117 496 0110**.

## Call 999 or 112 first

- Fire, smoke, or an alarm with a smell of burning.
- Somebody is hurt, had an electric shock, or is ill in a lift.
- Smell of gas: go outside, touch no switch, use no phone inside. Then call the gas company, then us.
- A carbon-monoxide alarm.

## Call our emergency line

- Someone is trapped in a lift: a team is normally there within 30 minutes.
- Water that you cannot stop, or water near electricity: within 2 hours.
- No heating below 5 °C outside, no power in the whole building, a dead fire alarm panel: within 4 hours.
- A building that cannot be locked, or people who cannot get in or out: within 2 hours.
- A server room above 27 °C: within 2 hours.

## What we ask you

1. Where are you: street, floor, room?
2. What do you see, hear or smell, and since when?
3. Is anybody in danger, or depends on the machine?
4. Who opens the door for us, at which phone number?

Stay reachable. We call back within 10 minutes with the name of the technician and the arrival time.

Everything else can wait for this chat or a mail: we answer within 4 working hours. A night visit that was no
emergency is charged by the agreement.`,
  },
];
