/**
 * What is wrong with an ask: the service is away (or out of patience), it refuses us, the block is larger than it takes,
 * a place is too far from any road it knows, or no road joins some pair.
 */
export type TroubleKind = 'away' | 'refused' | 'too_big' | 'off_road' | 'no_path';

/** Which places of a block the service named, by their position in it. */
export interface NamedPlaces {
  readonly origins: readonly number[];
  readonly destinations: readonly number[];
}

/** A routing service did not answer an ask; the message is a line for the log and holds no key. */
export class RoutingTrouble extends Error {
  readonly kind: TroubleKind;
  readonly places: NamedPlaces | undefined;

  constructor(kind: TroubleKind, host: string, what: string, places?: NamedPlaces) {
    super(`the routing service at ${host} ${what}; travel is estimated`);
    this.kind = kind;
    this.places = places;
  }
}
