/** What happened before: short, true-to-life exchanges the demo's closed and open cases are made of. */
export interface Story {
  readonly category: string;
  readonly title: string;
  readonly asked: string;
  readonly answered: readonly string[];
  readonly resolution: string;
  /** What the technician wrote, when somebody had to go there. */
  readonly visit?: string;
}

/** Played in turn over the last weeks, so that every category has a past. */
export const stories: readonly Story[] = [
  {
    category: 'air-conditioning',
    title: 'Air conditioner on floor 3 drips onto a desk',
    asked: 'The unit above the desks on floor 3 drips again, the carpet is already wet.',
    answered: ['Thank you for telling us. Please leave the unit off; a technician comes today.'],
    resolution: 'Condensate drain was blocked with slime; flushed and tested with two litres of water.',
    visit: 'Drain hose blocked 40 cm behind the unit. Flushed, new hose fitted, pump tested.',
  },
  {
    category: 'heating',
    title: 'Radiators stay cold in the west wing',
    asked: 'Since this morning the radiators in the west wing are cold, the rest of the house is fine.',
    answered: [
      'Could you look whether the thermostatic heads there are open?',
      'We send somebody to look at the circulation pump.',
    ],
    resolution: 'Circulation pump seized; replaced and system vented.',
    visit: 'Pump seized after the summer standstill. Replaced, vented, differential pressure set to 1.8 m.',
  },
  {
    category: 'lifts',
    title: 'Lift stops 5 cm below floor 2',
    asked: 'The lift stops a bit too low on floor 2, people stumble over the edge.',
    answered: [
      'We take the lift out of service until it is levelled. Please put the barrier in front of it.',
    ],
    resolution: 'Levelling re-adjusted after brake lining change.',
    visit: 'Brake lining worn. Lining changed, levelling adjusted to within 3 mm on all floors.',
  },
  {
    category: 'doors-and-access',
    title: 'Main door does not close in the wind',
    asked: 'The automatic door stays open when it is windy and it is freezing at reception.',
    answered: ['Thank you, we readjust the closing force this week.'],
    resolution: 'Closing force and safety sensor readjusted.',
    visit: 'Closing force raised to 120 N, sensor cleaned, three days of log checked.',
  },
  {
    category: 'billing',
    title: 'Invoice shows two call-outs for one visit',
    asked: 'Our March invoice lists two call-out fees, but the technician came only once.',
    answered: [
      'You are right, the second line belongs to another site. You get a corrected invoice tomorrow.',
    ],
    resolution: 'Corrected invoice sent, second call-out fee removed.',
  },
  {
    category: 'fire-safety',
    title: 'Fire panel shows a battery fault',
    asked: 'The fire alarm panel beeps and shows "battery fault", what shall we do?',
    answered: ['The alarm still works on mains. Please do not switch it off; we change the battery today.'],
    resolution: 'Panel batteries replaced, fault cleared, entry made in the log book.',
    visit: 'Both batteries below 10.5 V. Replaced, load test passed.',
  },
  {
    category: 'plumbing',
    title: 'Toilet on floor 1 keeps running',
    asked: 'The second toilet on floor 1 runs day and night.',
    answered: ['Please close the small valve under the cistern until we are there.'],
    resolution: 'Fill valve replaced.',
    visit: 'Fill valve worn. Replaced, water level set.',
  },
  {
    category: 'electrical',
    title: 'Half the lights in the corridor are out',
    asked: 'Half of the corridor lights went off with a click and do not come back.',
    answered: ['That sounds like one circuit breaker. Please leave it as it is, we come and measure first.'],
    resolution: 'Defective LED driver tripped the breaker; driver replaced.',
    visit: 'Driver in luminaire 7 short-circuited. Replaced, insulation measured 12 MOhm.',
  },
  {
    category: 'ventilation',
    title: 'Stuffy air in the meeting rooms',
    asked: 'The air in all meeting rooms is stuffy by ten o\u2019clock, people get headaches.',
    answered: ['We look at the filters of the air handling unit tomorrow.'],
    resolution: 'Bag filters changed, fan belt tightened.',
    visit: 'Filters at 320 Pa. Changed, belt tightened, volume flow back at design value.',
  },
  {
    category: 'appointments',
    title: 'Move the yearly boiler service',
    asked: 'Can you move our boiler service from Tuesday to later that week?',
    answered: ['Thursday at ten is free, I have moved it.'],
    resolution: 'Service moved to Thursday 10:00.',
  },
  {
    category: 'air-conditioning',
    title: 'Server room gets warm at night',
    asked: 'The server room reaches 29 degrees every night although the unit runs.',
    answered: [
      'Please send us the temperature log if you have one.',
      'A technician checks the refrigerant charge tomorrow morning.',
    ],
    resolution: 'Outdoor coil cleaned, night mode switched off.',
    visit: 'Outdoor coil blocked with leaves, night mode limited the fan. Both corrected.',
  },
  {
    category: 'general',
    title: 'Who looks after the car park barrier?',
    asked: 'Is the car park barrier yours or the landlord\u2019s?',
    answered: ['The barrier is the landlord\u2019s; here is their number: 0117 496 0110.'],
    resolution: 'Referred to the landlord.',
  },
];
