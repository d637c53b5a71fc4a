/** A shop with customers in two currencies, and those who hear of its orders: one person of each role. */

import { startingRoles } from '../shared/access/roles.ts';
import type { Rule } from '../shared/access/rule.ts';
import { type Shop, shop } from './shop.ts';
import type { Person, World } from './world.ts';

/** Decimals of amounts as people write them on documents, said once more. */
export const DIGITS: { readonly [currency: string]: number } = { TWD: 0, USD: 2, KWD: 3 };
/** Of the organisation's currency for one of another, at 6 decimals. */
export const RATES = { USD: 32_150_000, KWD: 104_500_000 } as const;
const FOREIGN = ['USD', 'KWD'] as const;

/** Somebody with one of the starting roles, who reads what is said and may be named in it. */
export type Hearer = {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly teamId: string | null;
  readonly warehouses: readonly string[];
  readonly rules: readonly Rule[];
  /** The same person at work. */
  readonly person: Person;
};

export type Stage = {
  readonly shop: Shop;
  /** Each offer as it was first seen. */
  readonly offers: Map<string, string>;
  readonly customers: readonly string[];
  readonly products: readonly string[];
  readonly sellers: readonly string[];
  /** The house's own list, and one in another currency. */
  readonly lists: readonly string[];
  readonly foreign: keyof typeof RATES;
  readonly hearers: readonly Hearer[];
};

const ONCE = ['sales_manager', 'finance_clerk', 'finance_manager', 'warehouse_manager', 'executive', 'administrator'];

/** Lays stages down one after another in one world; the roles, and whose rows reach all of it, are the world's. */
export const stages = (w: World) => {
  let laid = 0;
  const roles = new Map<string, string>();
  const everywhere: Hearer[] = [];

  const hearer = async (
    code: string,
    teamId: string | null,
    warehouses: readonly string[],
    mark = '',
  ): Promise<Hearer> => {
    const { name: title, rules } = startingRoles.find((role) => role.code === code) as (typeof startingRoles)[number];
    const name = `${title} ${mark}`.trim();
    const roleIds = [roles.get(code) as string];
    const email = `${code}.${mark}@example.test`;
    const id = await w.put('person', { name, email, status: 'active', teamId, roleIds, warehouseIds: warehouses });
    const person = w.as(rules, { id, name, teamId, warehouses });
    return { id, name, code, teamId, warehouses, rules, person };
  };

  return async (): Promise<Stage> => {
    if (laid++ === 0) {
      for (const { code, name, home, rules } of startingRoles) {
        const roleId = await w.put('role', { code, name, home });
        roles.set(code, roleId);
        for (const rule of rules) await w.put('rule', { roleId, ...rule });
      }
      for (const code of ONCE) everywhere.push(await hearer(code, null, []));
    }
    const code = `S${laid}`;
    const foreign = FOREIGN[laid % FOREIGN.length] as keyof typeof RATES;
    const s = await shop(w, { code, includesTax: laid % 2 === 0 });
    const other = await hearer('sales_rep', null, [], code);
    const operator = await hearer('warehouse_operator', null, [s.warehouseId], code);
    const abroad = await w.put('price_list', {
      code: `${foreign}-${code}`,
      name: 'Abroad',
      currency: foreign,
      includesTax: laid % 3 === 0,
      active: true,
    });
    const card = (which: string) => ({
      notes: `told to nobody else ${code} ${which}`,
      termsDays: 4,
      addresses: [{ kind: 'delivery', street: `A street of its own ${code} ${which}` }],
    });
    const customers = [
      await s.customer({ ...card('A'), creditLimit: 6_000 }),
      await s.customer({ ...card('B'), settlement: 'prepayment', prepaymentShare: 400_000 }),
      await s.customer({ ...card('C'), settlement: 'cash_on_delivery', creditLimit: 50_000 }),
      await s.customer({ ...card('D'), priceListId: abroad, creditLimit: foreign === 'USD' ? 25_000 : 75_000 }),
    ];
    const products = [
      await s.product(`X-${code}`, { price: 97, minPrice: 92, onHand: 30, lowStock: 5 }),
      await s.product(`Y-${code}`, { price: 13, onHand: 12 }),
      await s.product(`POST-${code}`, { price: 80, nature: 'charge' }),
    ];
    // Prices abroad that do not come out even in any currency's digits.
    for (const [at, unitPrice] of [3_137_519, 1_003_337, 2_505_005].entries())
      await w.do('price.set', {
        priceListId: abroad,
        productId: products[at],
        unitPrice,
        minPrice: at === 0 ? 3_001_001 : null,
        validFrom: '2026-01-01',
      });
    return {
      shop: s,
      offers: new Map(),
      customers,
      products,
      sellers: [s.sellerId, other.id],
      lists: [s.listId, abroad],
      foreign,
      hearers: [...everywhere, other, operator],
    };
  };
};
