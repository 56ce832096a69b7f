import type { DevicePlug, Features } from './detector.ts';
import { episodeNeed, isOpen } from './episodes.ts';
import { layOut, type Memory, type Need } from './memory.ts';
import { close, isScored, type Names, raise, type Tally } from './seat.ts';

/** Whose reading it is: its names, its channel's number, and the device's channels. */
export interface Row {
  readonly names: Names;
  readonly index: number;
  readonly all: readonly { readonly name: string }[];
}

/** The detectors over several channels of a device, laid out once for all devices. */
export function deviceFrame(plugs: readonly DevicePlug[]) {
  const { places, whole } = layOut(plugs.flatMap(({ need }) => [need, episodeNeed]));
  const seats = plugs.map((plug, index) => ({
    detector: plug.build(places[2 * index]!),
    episode: places[2 * index + 1]!,
  }));
  const row = { channel: 0, channels: 0 };
  return {
    need: whole as Need,
    seats,
    /** Lets every detector over the device see the reading. */
    judge(memory: Memory, now: Features, { names, index, all }: Row, tally: Tally): void {
      row.channel = index;
      row.channels = all.length;
      for (const seat of seats) {
        const stands = isOpen(memory, seat.episode);
        const heat = seat.detector.observe(memory, now, row, stands);
        if (Number.isNaN(heat)) continue; // the row is not whole yet
        if (!isScored(seat.detector, heat, stands, now, tally)) continue;
        if (stands) close(memory, seat, heat, { now, names, tally });
        else {
          const told = seat.detector.describe(
            memory,
            now,
            all.map(({ name }) => name),
          );
          raise(memory, seat, heat, { now, names, tally }, told);
        }
      }
    },
    reset(memory: Memory, at: number): void {
      for (const { detector } of seats) detector.reset?.(memory, at);
    },
  };
}
