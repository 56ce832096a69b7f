import type { Account, Customer, ServiceLevel, Site } from '../domain/customers/customer.ts';

const stored = { version: 0, unitId: 'main' } as const;

type Place = readonly [
  name: string,
  address: string,
  lat: number,
  lon: number,
  territory: string,
  access: string,
];
type Contact = readonly [name: string, language?: 'de' | 'es' | 'fr'];

interface Client {
  readonly id: string;
  readonly name: string;
  readonly level: ServiceLevel;
  readonly places: readonly Place[];
  readonly contacts: readonly Contact[];
}

const client = (
  id: string,
  name: string,
  level: ServiceLevel,
  places: readonly Place[],
  contacts: readonly Contact[],
): Client => ({
  id,
  name,
  level,
  places,
  contacts,
});

/** The demo company's clients in Bristol: the streets are real, the firms are not. */
const clients: readonly Client[] = [
  client(
    'harbourside',
    'Harbourside Offices Ltd',
    'gold',
    [
      [
        'Quay House',
        '12 Narrow Quay, Bristol BS1 4QA',
        51.4497,
        -2.5976,
        'central',
        'Reception on the ground floor, visitor badge, goods lift at the back.',
      ],
      [
        'Anchor Yard',
        '3 Anchor Road, Bristol BS1 5TT',
        51.4503,
        -2.6012,
        'central',
        'Ring the porter; parking on level -1, height 2.0 m.',
      ],
    ],
    [['Mara Weber'], ['Tobias Lang', 'de'], ['Helen Marsh'], ['Imran Sheikh']],
  ),
  client(
    'redcliffe',
    'Redcliffe Medical Centre',
    'gold',
    [
      [
        'Redcliffe Surgery',
        '40 Redcliff Street, Bristol BS1 6LS',
        51.4509,
        -2.591,
        'central',
        'No drilling during surgery hours; ask for the practice manager.',
      ],
    ],
    [['Dr Anita Rao'], ['Gemma Fry'], ['Luis Romero', 'es']],
  ),
  client(
    'gloucester-road',
    'Gloucester Road Hotels',
    'gold',
    [
      [
        'Hotel Arley',
        '221 Gloucester Road, Bristol BS7 8NN',
        51.4758,
        -2.5906,
        'north',
        'Plant room key at the front desk, any hour.',
      ],
      [
        'Hotel Horfield',
        '510 Gloucester Road, Bristol BS7 8UG',
        51.4882,
        -2.5845,
        'north',
        'Deliveries from the yard in Wellington Hill.',
      ],
    ],
    [['Simon Peake'], ['Camille Laurent', 'fr'], ['Beth Howarth'], ['Ahmed Saleh']],
  ),
  client(
    'bedminster',
    'Bedminster Schools Trust',
    'silver',
    [
      [
        'Southville Primary',
        '17 Merrywood Road, Bristol BS3 1EB',
        51.4415,
        -2.6013,
        'south',
        'Sign in at the office; work near classrooms after 15:30.',
      ],
      [
        'Windmill Academy',
        '88 West Street, Bristol BS3 3LR',
        51.4368,
        -2.6059,
        'south',
        'Caretaker opens the boiler house.',
      ],
    ],
    [['Janet Cole'], ['Mohammed Iqbal'], ['Rhys Bevan'], ['Paula Nunn']],
  ),
  client(
    'fishponds',
    'Fishponds Retail Park',
    'silver',
    [
      [
        'Retail Park',
        '701 Fishponds Road, Bristol BS16 3UH',
        51.4791,
        -2.529,
        'east',
        'Service road behind unit 4; roof ladder locked, key with security.',
      ],
    ],
    [['Karen Doyle'], ['Piotr Zielinski'], ['Sanjay Mehta'], ['Lena Fischer', 'de']],
  ),
  client(
    'clifton',
    'Clifton Property Management',
    'silver',
    [
      [
        'Royal Crescent Flats',
        '9 Royal York Crescent, Bristol BS8 4JZ',
        51.4531,
        -2.6199,
        'central',
        'Caretaker in flat B; narrow stairs, no lift for tools.',
      ],
      [
        'Whiteladies Court',
        '144 Whiteladies Road, Bristol BS8 2RS',
        51.4666,
        -2.6121,
        'north',
        'Meter cupboard code from the office.',
      ],
    ],
    [['Olivia Grant'], ['Henry Adler'], ['Rosa Blanco', 'es'], ['Nina Falk', 'de'], ['George Tate']],
  ),
  client(
    'temple',
    'Temple Meads Studios',
    'silver',
    [
      [
        'Studios',
        '21 Bath Road, Bristol BS4 3AP',
        51.4467,
        -2.5719,
        'south',
        'Recording in progress lights: wait at the door.',
      ],
    ],
    [['Theo Baines'], ['Jas Gill'], ['Morgan Price'], ['Yusuf Aydin']],
  ),
  client(
    'easton',
    'Easton Community Housing',
    'bronze',
    [
      [
        'Stapleton House',
        '66 Stapleton Road, Bristol BS5 0PY',
        51.462,
        -2.5726,
        'east',
        'Concierge from 8:00 to 18:00; after that the key safe.',
      ],
      [
        'Lawrence Hill Flats',
        '5 Ducie Road, Bristol BS5 0AX',
        51.459,
        -2.5639,
        'east',
        'Two stairwells, no parking in front.',
      ],
    ],
    [['Fatima Noor'], ['Gareth Lloyd'], ['Wendy Sharp'], ['Leon Brooks'], ['Edith Payne']],
  ),
  client(
    'brislington',
    'Brislington Cold Store',
    'gold',
    [
      [
        'Cold Store',
        '14 Emery Road, Bristol BS4 5PF',
        51.4336,
        -2.5414,
        'south',
        'Safety shoes and vest; temperature log at gate 2.',
      ],
    ],
    [['Victor Osei'], ['Anna Kowal'], ['Dean Rudd'], ['Sally Orr']],
  ),
  client(
    'southmead',
    'Southmead Care Homes',
    'gold',
    [
      [
        'Doncaster House',
        '30 Doncaster Road, Bristol BS10 5PL',
        51.4985,
        -2.6058,
        'north',
        'Quiet hours 13:00 to 15:00; infection control at the entrance.',
      ],
    ],
    [['Sister Bridget Kane'], ['Chloe Reid'], ['Pascal Renard', 'fr']],
  ),
];

/** Accounts, their sites and the people there who write in; each site with its address, position and way in. */
export function demoClients(now: Date): { accounts: Account[]; sites: Site[]; customers: Customer[] } {
  const created = new Date(now.getTime() - 400 * 86_400_000);
  const accounts = clients.map(({ id, name, level }) => ({
    ...stored,
    id: `account-${id}`,
    name,
    level,
    phone: null,
  }));
  const sites = clients.flatMap(({ id, places }) =>
    places.map(
      ([name, address, lat, lon, territoryId, accessNotes], at): Site => ({
        ...stored,
        id: `site-${id}-${at + 1}`,
        name,
        accountId: `account-${id}`,
        address,
        lat,
        lon,
        territoryId,
        accessNotes,
      }),
    ),
  );
  const customers = clients.flatMap(({ id, level, contacts, places }) =>
    contacts.map(([name, language = 'en'], at): Customer => {
      const slug = name
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^a-z]+/g, '-');
      return {
        ...stored,
        id: `customer-${slug}`,
        name,
        email: `${slug.replaceAll('-', '.')}@${id}.example`,
        phone: null,
        language,
        accountId: `account-${id}`,
        siteId: `site-${id}-${(at % places.length) + 1}`,
        level,
        anonymous: false,
        externalId: `customer-${slug}`,
        createdAt: created,
      };
    }),
  );
  const since = (at: number) => new Date(created.getTime() + at * 86_400_000);
  return {
    accounts,
    sites,
    customers: customers.map((customer, at) => ({ ...customer, createdAt: since(at) })),
  };
}
