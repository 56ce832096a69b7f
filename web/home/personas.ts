/** Somebody of the demo company. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Who stands for a role, as the server decides it: the first who holds it and no other, else the first who holds it. */
export const personaFor = (personas: readonly Persona[], role: string): Persona | undefined =>
  personas.find(({ roles }) => roles.length === 1 && roles[0] === role) ??
  personas.find(({ roles }) => roles.includes(role));
