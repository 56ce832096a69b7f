/** An input that cannot be planned: the one line a person reads, naming the place and the mend. */
export class BadProblem extends Error {}
