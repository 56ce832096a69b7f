/** What the command refuses: its words, a line of its input, its state file. The message names the place and the mend. */
export class BadInput extends Error {}
