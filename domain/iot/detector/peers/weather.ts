import type { FindingKind } from '../../finding.ts';
import type { ChannelPlug, Features } from '../detector.ts';
import { medianOfPeers } from './groups.ts';
import { hourOf, levelAt } from './hours.ts';
import { fewestPeers, type Turn } from './peers.ts';

/** Slow departures that weather and other common causes bring about in all devices of a kind at once. */
const ofWeather: ReadonlySet<FindingKind> = new Set(['drift', 'season']);
const asMuch = 0.5;
const justBelow = 0.99; // of the alarm line

/**
 * Keeps a detector from raising an alert at each device of a group for what all of them do: while half of its peers lie
 * off their references by half as much or more in the same direction, its heat stays below the alarm line.
 */
export function sparingWeather(plug: ChannelPlug, turn: Turn): ChannelPlug {
  return {
    need: plug.need,
    build(place) {
      const detector = plug.build(place);
      if (!ofWeather.has(detector.kind)) return detector;
      return {
        ...detector,
        observe(memory, now, isOpen) {
          const heat = detector.observe(memory, now, isOpen);
          return heat >= 1 && !isOpen && isShared(now, turn) ? justBelow : heat;
        },
      };
    },
  };
}

function isShared(now: Features, { group, device, hoursAt }: Turn): boolean {
  if (group === null) return false;
  const hour = hourOf(now.at);
  const { median, answered } = medianOfPeers(group, device, (peer) => levelAt(peer, hoursAt, hour));
  return answered >= fewestPeers && median / (now.slow * now.scale) >= asMuch;
}
