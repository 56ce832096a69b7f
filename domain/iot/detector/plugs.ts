import type { ChannelPlug, DevicePlug } from './detector.ts';
import { jointPlug } from './joint/joint.ts';
import { drift } from './kinds/drift.ts';
import { point } from './kinds/point.ts';
import { season } from './kinds/season.ts';
import { shift } from './kinds/shift.ts';
import { stuck } from './kinds/stuck.ts';
import { variance } from './kinds/variance.ts';
import { noveltyPlug } from './novelty/novelty.ts';

/** Every detector of a channel beside the gap's, in the order they see a reading. A new one joins here. */
export const channelPlugs: readonly ChannelPlug[] = [
  stuck,
  shift,
  drift,
  season,
  variance,
  point,
  noveltyPlug,
];

/** Every detector over a device's channels. */
export const devicePlugs: readonly DevicePlug[] = [jointPlug];
