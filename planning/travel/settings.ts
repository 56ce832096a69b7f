import { z } from 'zod';

interface Everywhere {
  /** Pairs further apart as the crow flies are estimated instead of asked for. */
  readonly radiusMetres?: number | undefined;
}

/** How an installation knows its ways; each kind with what it needs and nothing else. */
export type TravelSettings = Everywhere &
  (
    | { readonly provider: 'embedded' }
    | {
        readonly provider: 'osrm';
        readonly url: string;
        readonly profile?: string | undefined;
        readonly tableSize?: number | undefined;
      }
    | { readonly provider: 'valhalla'; readonly url: string; readonly profile?: string | undefined }
    | {
        readonly provider: 'azure-maps';
        readonly key: string;
        readonly url?: string | undefined;
        readonly profile?: 'driving' | 'truck' | 'walking' | undefined;
      }
  );

/** A choice that would not work: one line that names the setting and the mend. */
export class BadTravelSettings extends Error {}

const address = z.url({ protocol: /^https?$/, error: 'an http or https address' });
const text = z.string().trim().min(1);
const environment = z.object({
  TRAVEL_PROVIDER: z
    .enum(['embedded', 'osrm', 'valhalla', 'azure-maps'], { error: 'embedded, osrm, valhalla or azure-maps' })
    .default('embedded'),
  TRAVEL_URL: address.optional(),
  TRAVEL_KEY: text.optional(),
  TRAVEL_PROFILE: text.optional(),
  TRAVEL_TABLE_SIZE: z.coerce.number().int().min(2, 'a whole number from 2').optional(),
  TRAVEL_RADIUS_KM: z.coerce.number().positive('a number of kilometres above zero').optional(),
});

type Environment = z.infer<typeof environment>;

/**
 * Reads the TRAVEL_ settings: embedded unless told; osrm and valhalla need TRAVEL_URL, azure-maps needs TRAVEL_KEY. What
 * the chosen provider would leave aside is refused, because whoever set it expects it to matter.
 */
export function readTravelSettings(env: Readonly<Record<string, string | undefined>>): TravelSettings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(set);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new BadTravelSettings(`${String(issue?.path[0])}: ${issue?.message}`);
  }
  const e = read.data;
  const radiusMetres = e.TRAVEL_RADIUS_KM === undefined ? undefined : e.TRAVEL_RADIUS_KM * 1000;
  return { ...chosen(e), radiusMetres };
}

function chosen(e: Environment): TravelSettings {
  const { TRAVEL_PROFILE: profile, TRAVEL_TABLE_SIZE: tableSize } = e;
  switch (e.TRAVEL_PROVIDER) {
    case 'embedded':
      refuse(e, ['TRAVEL_URL', 'TRAVEL_KEY', 'TRAVEL_PROFILE', 'TRAVEL_TABLE_SIZE', 'TRAVEL_RADIUS_KM']);
      return { provider: 'embedded' };
    case 'osrm':
      refuse(e, ['TRAVEL_KEY']);
      return { provider: 'osrm', url: needed(e, 'TRAVEL_URL'), profile, tableSize };
    case 'valhalla':
      refuse(e, ['TRAVEL_KEY', 'TRAVEL_TABLE_SIZE']);
      return { provider: 'valhalla', url: needed(e, 'TRAVEL_URL'), profile };
    case 'azure-maps':
      refuse(e, ['TRAVEL_TABLE_SIZE']);
      return {
        provider: 'azure-maps',
        key: needed(e, 'TRAVEL_KEY'),
        url: e.TRAVEL_URL,
        profile: modeOf(profile),
      };
  }
}

function refuse(e: Environment, names: readonly (keyof Environment)[]): void {
  const name = names.find((one) => e[one] !== undefined);
  if (name) throw new BadTravelSettings(`${name}: TRAVEL_PROVIDER=${e.TRAVEL_PROVIDER} makes no use of it`);
}

function needed(e: Environment, name: 'TRAVEL_URL' | 'TRAVEL_KEY'): string {
  const value = e[name];
  if (value === undefined)
    throw new BadTravelSettings(`${name}: TRAVEL_PROVIDER=${e.TRAVEL_PROVIDER} needs it`);
  return value;
}

function modeOf(profile: string | undefined): 'driving' | 'truck' | 'walking' | undefined {
  if (profile === undefined || profile === 'driving' || profile === 'truck' || profile === 'walking')
    return profile;
  throw new BadTravelSettings('TRAVEL_PROFILE: driving, truck or walking with azure-maps');
}
