import type { ChannelPlug, Features } from '../detector.ts';
import type { Memory } from '../memory.ts';
import { decadesOfSquare } from '../tail.ts';
import { number } from '../words.ts';
import { medianOfPeers, type PeerGroup } from './groups.ts';
import { hourNeed, keepHour, meanOfHour } from './hours.ts';

/** Whose reading is being judged, and with whom it is compared; set by the watch before each reading. */
export interface Turn {
  device: string;
  group: PeerGroup | null;
  /** Where each channel's block keeps its hours: told by the detector when it is placed. */
  hoursAt: number;
}

/** No group is asked that has fewer others in it. */
export const fewestPeers = 4;

const [level, mean, variance, hours, asked, gap] = [0, 1, 2, 3, 4, 5];
const own = 6;

const followHours = 6; // one odd hour is nothing
const knownHours = 72; // before a device's own distance from its peers is known
const longest = 1000;
const line = 7; // decades: one hour in ten million, for channels that no two sites run alike
const wander = 0.35; // variance, in units of the noise's, that two devices' slow wanders make between them

/**
 * Fleet peers: devices of one model share weather and season, so what one does and the others do not is its own. For
 * each hour the mean departure from the device's own reference is compared with the median of its peers' in the same
 * hour; how far the two usually lie apart is learned, and an alert is raised when they part for hours on end. It sees
 * what no device can tell alone: the one that stays as it was while all others follow the heat.
 */
export const peersPlug = (turn: Turn): ChannelPlug => ({
  need: { doubles: hourNeed.doubles + own, singles: 0 },
  build({ doubles: from }) {
    const at = from + hourNeed.doubles;
    turn.hoursAt = from;
    return {
      kind: 'peers',
      calm: { heat: 0.5, readings: 12 },
      observe(memory, now, isOpen) {
        if (turn.group === null || now.isLearning) return 0;
        const departure = now.off * now.scale;
        const closed = keepHour(memory, from, { at: now.at, departure, level: now.slow * now.scale });
        if (closed !== null) compare(memory, { from, at }, { turn, closed, isOpen, now });
        return heatOf(memory, at, now);
      },
      describe({ doubles }, now) {
        const apart = doubles[at + level]! - doubles[at + mean]!;
        return {
          detail: `lies ${number(Math.abs(apart))} ${apart > 0 ? 'above' : 'below'} what ${doubles[at + asked]} devices like it do in the same hours (now ${number(now.value)})`,
          severity: 'minor',
        };
      },
      reset({ doubles }) {
        doubles.fill(0, from, from + hourNeed.doubles + own);
      },
    };
  },
});

/** Learns from a closed hour how far the device lies from its peers. */
function compare(
  memory: Memory,
  { from, at }: { readonly from: number; readonly at: number },
  { turn, closed, isOpen, now }: { turn: Turn; closed: number; isOpen: boolean; now: Features },
): void {
  const { doubles } = memory;
  const { median, answered } = medianOfPeers(turn.group!, turn.device, (peer) =>
    meanOfHour(peer, from, closed),
  );
  if (answered < fewestPeers) return;
  doubles[at + asked] = answered;
  doubles[at + gap] = meanOfHour(memory, from, closed) - median;
  const seen = doubles[at + hours]! + 1;
  doubles[at + level]! += Math.max(1 / followHours, 1 / seen) * (doubles[at + gap]! - doubles[at + level]!);
  if (isOpen) return;
  doubles[at + hours] = seen;
  const most = 3 * spreadOf(memory, at, now);
  const off = Math.max(-most, Math.min(most, doubles[at + level]! - doubles[at + mean]!));
  const pace = Math.max(1 / seen, 1 / longest);
  doubles[at + mean]! += pace * off;
  doubles[at + variance]! += pace * (off * off - doubles[at + variance]!);
}

/** How far the level usually strays, never less than two slow wanders make. */
const spreadOf = ({ doubles }: Memory, at: number, { scale }: Features): number =>
  Math.sqrt(Math.max(doubles[at + variance]!, wander * scale * scale));

function heatOf(memory: Memory, at: number, now: Features): number {
  const { doubles } = memory;
  if (doubles[at + hours]! < knownHours) return 0;
  const far = (doubles[at + level]! - doubles[at + mean]!) / spreadOf(memory, at, now);
  return decadesOfSquare(far * far) / line;
}
