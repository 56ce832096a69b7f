import type { DemoArticle } from './articles.ts';

/** Heating, boilers and hot water. */
export const heatingArticles: readonly DemoArticle[] = [
  {
    key: 'no-heating',
    title: 'No heating: radiators stay cold',
    language: 'en',
    category: 'heating',
    product: 'Radiator',
    keywords: ['heating not working', 'cold radiator', 'bleed radiator', 'thermostat', 'valve', 'too cold'],
    visibility: 'public',
    body: `If the heating is not working, first find out whether one radiator, one floor or the whole building is
cold. One cold radiator usually needs bleeding; a cold floor or building points to the thermostat, the clock
or the pressure of the boiler.

## One radiator is cold

1. Turn the thermostatic valve to 5 and feel the pipe below it after 10 minutes.
2. If the pipe is hot but the radiator is cold at the top, bleed it: put a cup under the vent, open it a
   quarter turn with the key, close it as soon as water comes.
3. If the pipe stays cold, the pin of the valve is probably stuck. Do not force it; book a visit.

## A whole floor or the whole building is cold

1. Check that the room thermostat is set to 20 °C or more and that its batteries are good.
2. Check the clock of the heating control. After a power cut it may run on night mode.
3. Read the pressure gauge at the boiler. Below 1 bar the boiler stops; see our article about boilers.
4. Ask whether neighbours on the same riser are cold too, and tell us.

## Stop and call us

- Nobody in the building has heating and it is below 5 °C outside.
- There are babies, old or ill people in the rooms: say so, we come first to you.
- A radiator or pipe leaks: close both valves of the radiator and put a bowl under it.
- You smell gas: touch no switch, go outside, call the gas company and then us.

## What we do next

A technician checks the pump, the mixing valve and the control. When a part must be ordered, we lend you
electric heaters (2 kW each) until the repair is finished.`,
  },
  {
    key: 'boiler',
    title: 'Boiler: low pressure, lockout or no hot water',
    language: 'en',
    category: 'heating',
    product: 'Boiler',
    keywords: [
      'boiler pressure',
      'top up',
      'lockout',
      'reset',
      'error code',
      'no hot water',
      'cold shower',
      'bar',
    ],
    visibility: 'public',
    body: `A boiler that has lost pressure or is in lockout can often be brought back in 10 minutes. You may top up
water and press reset; everything behind the casing is for a technician.

## The pressure is low

1. Read the gauge while the boiler is cold. It should show between 1.0 and 1.8 bar.
2. Open the filling valve slowly until the gauge shows 1.5 bar, then close it tightly.
3. Look for wet spots at radiators and at the safety valve. If the pressure falls again within 7 days,
   there is a leak and we should find it.

## The boiler is in lockout

1. Write down the error code on the display.
2. Check that the gas tap is open and that other gas appliances work.
3. Hold the reset button for 5 seconds and wait 3 minutes.
4. Reset once more at most. After the second lockout leave the boiler off.

## No hot water, but the heating works

Set the hot-water temperature to 60 °C and wait 45 minutes for the cylinder. If only one tap or shower is
cold, its mixer is faulty, not the boiler. Let hot water run for 3 minutes after a long pause.

## Stop and call us

- The gauge is above 2.8 bar, or water runs from the safety valve.
- The boiler bangs, smokes or has black marks, or a carbon-monoxide alarm sounds: open windows, leave the
  building and call the fire brigade.
- You smell gas: no switches, no phone inside, everybody out.

## What we do next

We read the fault memory, test the flame and the expansion vessel and seal the leak. Hot water for more
than 10 people has priority: we aim to be there within 4 hours.`,
  },
];
