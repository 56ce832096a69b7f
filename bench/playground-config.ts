/** Somebody of the demo company, as the running server tells it. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly aadObjectId: string | null;
}

/** A persona whom Teams would know. */
export type StaffPersona = Persona & { readonly aadObjectId: string };

const isStaff = (persona: Persona): persona is StaffPersona => persona.aadObjectId !== null;

/**
 * Finds who is meant: a role (the first who holds it and no other), an id, a name or the beginning of one. Throws with
 * one sentence that says what to type instead.
 */
export function personaNamed(personas: readonly Persona[], wanted: string): StaffPersona {
  const staff = personas.filter(isStaff);
  const words = wanted.trim().toLowerCase();
  const exact =
    staff.find(({ roles }) => roles.length === 1 && roles[0] === words) ??
    staff.find(({ roles }) => roles.includes(words)) ??
    staff.find(({ id, aadObjectId }) => id === words || aadObjectId === words) ??
    staff.find(({ name }) => name.toLowerCase() === words);
  if (exact) return exact;
  if (
    personas.some(
      ({ id, name, roles }) => roles.includes('customer') && [id, name.toLowerCase()].includes(words),
    )
  )
    throw new Error(`${wanted} is a customer: customers write at /chat, the playground is for staff.`);
  const alike = staff.filter(({ name }) =>
    name
      .toLowerCase()
      .split(' ')
      .some((part) => part.startsWith(words)),
  );
  if (alike.length === 1 && alike[0]) return alike[0];
  const roles = [...new Set(staff.flatMap((one) => one.roles))].join(', ');
  if (alike.length > 1)
    throw new Error(`"${wanted}" could be ${alike.map(({ name }) => name).join(' or ')}.`);
  throw new Error(`There is nobody called "${wanted}"; say a role (${roles}), a name or an id.`);
}

/** The playground wants exactly so many other people in its tenant. */
const othersWanted = 5;

/**
 * The playground's configuration file, `.m365agentsplayground.yml`: whoever types in it is the persona, known to the bot
 * by the same directory id as in Teams. Written as JSON, which is YAML too, so that no name can break it.
 */
export function playgroundConfig(me: StaffPersona, personas: readonly Persona[]): string {
  const others = personas
    .filter(isStaff)
    .filter(({ id }) => id !== me.id)
    .slice(0, othersWanted);
  const strangers = Array.from({ length: othersWanted - others.length }, (_, index) => ({
    id: `guest-${index}`,
    name: `Guest ${index + 1}`,
    roles: [],
    aadObjectId: `00000000-0000-4000-8000-00000000000${index}`,
  }));
  const config = {
    version: '0.1.1',
    tenantId: '00000000-0000-4000-8000-0000000000f1',
    bot: { id: 'fieldline-bot', name: 'Fieldline' },
    currentUser: userOf(me),
    users: [...others, ...strangers].map(userOf),
    // One thread for each persona: what the bot kept of it is found again when the playground is opened anew.
    personalChat: { id: `playground-personal-${me.id}` },
    groupChat: { id: `playground-group-${me.id}`, name: 'Group chat' },
    team: {
      id: `playground-team-${me.id}`,
      name: 'Service team',
      aadGroupId: '00000000-0000-4000-8000-0000000000f2',
      channels: [{ id: `playground-channel-${me.id}`, name: 'Announcements' }],
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function userOf({ id, name, aadObjectId }: StaffPersona) {
  const [givenName = name, ...rest] = name.split(' ');
  const address = `${id}@playground.example`;
  return {
    id: `teams-${id}`,
    name,
    userPrincipleName: address, // spelled as the playground's schema spells it
    aadObjectId,
    givenName,
    surname: rest.join(' '),
    email: address,
  };
}
