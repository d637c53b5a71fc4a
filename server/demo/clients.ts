import { isTaxNumber } from '../../shared/sales/customer/tax-number.ts';
import { SYSTEM } from '../write/handlers.ts';
import { cities, doors, firms, givenNames, streets, surnames, trades } from './client-names.ts';
import type { Goods } from './goods.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';

/** How a customer pays: days after the due day, earlier when negative; `never` is a quarrel that goes on. */
export type Client = {
  readonly id: string;
  readonly sellerId: string;
  readonly warehouse: 'TPE' | 'KHH';
  readonly settlement: 'net' | 'prepayment' | 'cash_on_delivery' | 'instalments';
  readonly size: number;
  readonly payDelay: number | 'never';
};
/** Customers that the play is written for; the others are as they come. */
export type Part = 'tight' | 'never' | 'prepaying';
export type Clients = {
  readonly known: readonly Client[];
  readonly part: (part: Part, n: number) => Client;
  /** Enters the next customer that is not known yet, as its seller does; null when all are. */
  readonly enterNext: (at: number) => Promise<Client | null>;
};

type Draft = Omit<Client, 'id'> & { readonly input: object; readonly limit: number | null };

const shapes = [
  'net',
  'net',
  'net',
  'net',
  'net',
  'net',
  'prepayment',
  'cash_on_delivery',
  'net',
  'instalments',
] as const;
const parts: readonly Part[] = ['never', 'never', 'never', 'never', 'tight', 'tight', 'prepaying', 'prepaying'];

/** The number with its last digit in place of one that does not check the others. */
const taxNumberOf = (number: string): string =>
  [...'0123456789'].map((last) => number.slice(0, 7) + last).find((one) => isTaxNumber('TW', one)) ?? number;

const draftOf = (stage: Stage, cast: Cast, goods: Goods, n: number): Draft => {
  const chance = stage.chance.fork('client', n);
  const part = parts[n];
  const firm = firms[n % firms.length] as (typeof firms)[number];
  // Each round of the firms takes other trades: no name comes twice.
  const trade = trades[(n * 3 + Math.floor(n / firms.length) * 2) % trades.length] as (typeof trades)[number];
  const city = cities[chance.low(cities.length, 1.3)] as (typeof cities)[number];
  const street = chance.of(streets);
  const no = chance.int(1, 320);
  const surname = chance.of(surnames);
  const given = chance.of(givenNames);
  const contact = `${surname[0]} ${given[0]} ${surname[1]}${given[1]}`;
  const south = city[2] === 'South';
  const region = south ? 'south' : 'north';
  const own = cast.sellers.filter((seller) => seller.region === region);
  // The account that can be entered has a good share of its region.
  const seller = !south && chance.yes(0.18) ? cast.sellers[0] : chance.of(own);
  const settlement = part === 'prepaying' ? 'prepayment' : part ? 'net' : (shapes[n % shapes.length] ?? 'net');
  const size = part ? 1 : 1 + chance.low(6, 1.8);
  const slow = chance.yes(0.13);
  const place = { street: `${street[1]}${no}號`, city: city[1], postalCode: city[4] };
  const more = chance.fork('places');
  const books = `${more.of(surnames)[1]}${more.of(givenNames)[1]}`;
  const phone = `${city[3]}-5550-${String(chance.int(0, 9999)).padStart(4, '0')}`;
  const mailbox = firm[0].toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const termsDays =
    settlement === 'net' ? (part ? 30 : chance.of([30, 30, 30, 45, 60])) : settlement === 'instalments' ? 90 : 0;
  return {
    sellerId: seller?.id ?? '',
    warehouse: south || (city[2] === 'Central' && chance.yes(0.5)) ? 'KHH' : 'TPE',
    settlement,
    size,
    payDelay:
      part === 'never'
        ? 'never'
        : chance.yes(0.04)
          ? chance.int(60, 115)
          : slow
            ? chance.int(6, 48)
            : chance.int(-6, 0),
    limit: part === 'tight' ? 30_000 : settlement === 'net' ? size * 400_000 : null,
    input: {
      name: `${firm[0]} ${trade[0]}`,
      localName: `${firm[1]}${trade[1]}`,
      country: 'TW',
      region: city[2],
      language: n % 4 === 3 ? 'en' : 'zh-TW',
      taxNumber: taxNumberOf(String(10_000_000 + chance.int(0, 79_999_999))),
      settlement,
      termsDays,
      prepaymentShare: settlement === 'prepayment' ? (chance.yes(0.5) ? 1_000_000 : 300_000) : 0,
      priceListId: goods.lists.get(trade[2]),
      contacts: [
        { name: contact, position: 'Purchasing', phone, email: `purchasing@${mailbox}.example`, languages: 'zh-TW en' },
        ...(size > 2
          ? [{ name: books, position: 'Accounts', email: `accounts@${mailbox}.example`, languages: 'zh-TW' }]
          : []),
      ],
      addresses: [
        { ...place, kind: 'billing', email: `accounts@${mailbox}.example` },
        {
          ...place,
          kind: 'delivery',
          consignee: chance.yes(0.7) ? contact : `${firm[0]} warehouse`,
          phone,
          instructions: more.yes(0.3) ? more.of(doors) : null,
        },
        ...(size > 3
          ? [
              {
                kind: 'delivery',
                consignee: `${firm[1]}倉庫`,
                street: `${more.of(streets)[1]}${more.int(1, 320)}號`,
                city: city[1],
                postalCode: city[4],
                phone,
                instructions: more.of(doors),
              },
            ]
          : []),
      ],
      notes: chance.yes(0.12)
        ? chance.of(['Call before delivery.', 'Deliveries until noon only.', 'Monthly statement by e-mail.'])
        : null,
    },
  };
};

/**
 * Most customers come with the company, entered by the product with their limits; the rest are won over the months by
 * the sellers, and Finance sets their limits.
 */
export const enterClients = async (
  stage: Stage,
  at: number,
  cast: Cast,
  goods: Goods,
  count: number,
): Promise<Clients> => {
  const all = Array.from({ length: count }, (_, n) => draftOf(stage, cast, goods, n));
  const first = Math.max(parts.length, Math.round(count * 0.7));
  const clientOf = ({ input: _, limit: __, ...draft }: Draft, id: string): Client => ({ ...draft, id });
  const known = await Promise.all(
    all.slice(0, first).map(async (draft) =>
      clientOf(
        draft,
        await stage.must(SYSTEM, at, 'customer.create', {
          ...draft.input,
          sellerId: draft.sellerId,
          creditLimit: draft.limit,
        }),
      ),
    ),
  );
  const waiting = all.slice(first);
  return {
    known,
    part: (part, n) => {
      const own = known.filter((_, at) => parts[at] === part);
      return own[n % own.length] as Client;
    },
    enterNext: async (now) => {
      const draft = waiting.shift();
      if (!draft) return null;
      const client = clientOf(draft, await stage.must(draft.sellerId, now, 'customer.create', draft.input));
      if (draft.limit !== null)
        await stage.act(cast.financeManager, now + 40 * 60_000, 'customer.update', {
          id: client.id,
          set: { creditLimit: { from: stage.mirror.customer(client.id).creditLimit, to: draft.limit } },
        });
      known.push(client);
      return client;
    },
  };
};
