/** A characteristic with its rating: what an agent or resource can do, or what work needs. Ratings run 1 to 10. */
export interface Characteristic {
  readonly id: string;
  readonly rating: number;
}
