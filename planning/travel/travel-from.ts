import { azureMapsService } from './azure-maps.ts';
import { cachedTravel } from './cache.ts';
import { embeddedProvider } from './embedded.ts';
import { osrmService } from './osrm.ts';
import type { TravelProvider } from './provider.ts';
import { type Patience, usualPatience } from './routing-request.ts';
import { type RoutingService, routingProvider } from './routing-service.ts';
import type { TravelSettings } from './settings.ts';
import { valhallaService } from './valhalla.ts';

/** What of the outside a provider needs besides its settings. */
export interface TravelSurroundings {
  /** IANA zone of the company: the clock of the embedded hours and of local departures. */
  readonly zone: string;
  readonly now?: () => number;
  readonly patience?: Patience;
}

/**
 * The travel provider of an installation: the embedded model, or a routing service with the embedded model behind it and
 * a cache before it. Make one for the process, because the cache and the bound on requests live in it.
 */
export function travelFrom(settings: TravelSettings, surroundings: TravelSurroundings): TravelProvider {
  const { zone, now = Date.now, patience = usualPatience } = surroundings;
  const embedded = embeddedProvider({ zone });
  const service = serviceOf(settings, { zone, now, patience });
  if (service === null) return embedded;
  const { radiusMetres } = settings;
  const options = { embedded, now };
  return cachedTravel(routingProvider(service, options), {
    ...options,
    ...(radiusMetres === undefined ? {} : { radiusMetres }),
  });
}

function serviceOf(
  settings: TravelSettings,
  surroundings: Required<TravelSurroundings>,
): RoutingService | null {
  const { zone, now, patience } = surroundings;
  switch (settings.provider) {
    case 'embedded':
      return null;
    case 'osrm': {
      const { url, profile, tableSize } = settings;
      return osrmService({ url, patience, ...(profile && { profile }), ...(tableSize && { tableSize }) });
    }
    case 'valhalla': {
      const { url, profile } = settings;
      return valhallaService({ url, zone, patience, ...(profile && { costing: profile }) });
    }
    case 'azure-maps': {
      const { url, key, profile } = settings;
      return azureMapsService({
        key,
        now,
        patience,
        ...(url && { url }),
        ...(profile && { travelMode: profile }),
      });
    }
  }
}
