/** What the log and the gateway tell their operator, in the form of the product's logger. */
export interface LogWords {
  debug(about: object, text: string): void;
  info(about: object, text: string): void;
  warn(about: object, text: string): void;
  error(about: object, text: string): void;
}
