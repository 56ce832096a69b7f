import {
  type HourProfile,
  secondOfWeek,
  usualWeek,
  weekFactors,
} from '../../domain/scheduling/travel-hours.ts';
import { embeddedMatrix } from '../../domain/scheduling/travel-matrix.ts';
import { wallClock } from '../../domain/sla/zone-offsets.ts';
import type { TravelAsk, TravelProvider } from './provider.ts';

/** Where the hours of the embedded model come from. */
export interface EmbeddedOptions {
  /** IANA zone whose wall clock the hours follow. */
  readonly zone: string;
  /** The company's own hours, when it has counted some. */
  readonly profile?: HourProfile;
}

/** The embedded travel model as a provider: needs nothing, never fails, and answers a million pairs in a blink. */
export function embeddedProvider({ zone, profile = usualWeek }: EmbeddedOptions): TravelProvider {
  const factors = weekFactors(profile);
  return {
    name: 'embedded',
    knowsHours: true,
    async travel({ origins, destinations, departAt }: TravelAsk) {
      const leaveAt = departAt && secondOfWeek(wallClock(departAt, zone));
      const matrix = embeddedMatrix({
        origins,
        destinations,
        ...(leaveAt === undefined ? {} : { departure: { factors, leaveAt } }),
      });
      return { ...matrix, estimated: new Uint8Array(matrix.durations.length).fill(1), troubles: [] };
    },
  };
}
