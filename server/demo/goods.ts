import type { Trait } from '../../shared/sales/product/product.traits.ts';
import { SYSTEM } from '../write/handlers.ts';
import { charges, ranges, variants } from './goods-names.ts';
import type { Stage } from './stage.ts';

/** One product as the demonstration's people know it. */
export type Good = {
  readonly id: string;
  readonly sku: string;
  /** Of one piece, dollars, before any list's reduction. */
  readonly price: number;
  /** Pieces in a box. */
  readonly box: number;
  /** How often it is asked for: 1 now and then, up to 20. */
  readonly demand: number;
  /** Working hours from order to goods in. */
  readonly leadHours: number;
};
export type Goods = {
  readonly goods: readonly Good[];
  readonly chargeIds: readonly string[];
  /** Price lists by code. */
  readonly lists: ReadonlyMap<string, string>;
};

const MICRO = 1_000_000;
/** Of the usual price: dealers buy cheaper; what is sold on to the public is priced with tax. */
const listed: readonly {
  readonly code: string;
  readonly names: readonly [name: string, traditional: string, simplified: string];
  readonly includesTax: boolean;
  readonly share: number;
}[] = [
  { code: 'STD', names: ['Standard', '標準', '标准'], includesTax: false, share: 1 },
  { code: 'DLR', names: ['Dealer', '經銷', '经销'], includesTax: false, share: 0.88 },
  { code: 'RTL', names: ['Retail, tax included', '零售（含稅）', '零售（含税）'], includesTax: true, share: 1.2 },
];
const named = (name: string, traditionalName: string, simplifiedName: string) => ({
  name,
  traditionalName,
  simplifiedName,
});
/** From this many pieces on, the price is this share. */
const breaks = [
  [1, 1],
  [0, 0.94],
] as const;

/** An EAN-13 with its check digit; 471 is Taiwan's prefix, and the company's number one that nobody has. */
export const ean13 = (company: string, item: number): string => {
  const digits = `471${company}${String(item).padStart(12 - 3 - company.length, '0')}`;
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
};
const COMPANY = '00900';

type Draft = Omit<Good, 'id'> & { readonly input: object };

/** What a specification says, part by part: sizes begin with a figure or are letters of their own. */
const traitsFrom = (specification: string): readonly Trait[] =>
  specification.split(', ').map((value) => ({
    name: /^(\d|[A-Z]\d?$|X+L$)/.test(value) ? 'Size 尺寸' : 'Design 款式',
    value,
  }));

/** The range, `share` of it, with the popular goods spread over all of it. */
const drafts = (stage: Stage, share: number): Draft[] => {
  const every = Math.max(1, Math.round(1 / share));
  const all = ranges.flatMap(({ code, category, items }, range) =>
    items.flatMap(([name, localName, price, box, kind], item) =>
      variants[kind].map(([specification, factor], variant): Draft => {
        const n = (range * 25 + item) * 4 + variant;
        const chance = stage.chance.fork('good', n);
        const sku = `${code}-${String(item + 1).padStart(2, '0')}${'ABCD'[variant]}`;
        const usual = Math.max(5, Math.round(price * factor));
        const demand = 1 + chance.low(20, 2.4);
        return {
          sku,
          price: usual,
          box,
          demand,
          leadHours: chance.yes(0.07) ? chance.int(150, 320) : chance.int(20, 90),
          input: {
            sku,
            name,
            localName,
            specification,
            family: `${name} ${localName}`,
            traits: traitsFrom(specification),
            category,
            barcode: ean13(COMPANY, n + 1),
            baseUnit: 'PC',
            taxCode: 'VAT5',
            weight: Math.max(10, Math.round(usual * chance.int(1, 4))),
            lowStock: box * (demand > 6 ? 2 : 1),
            units: [{ code: 'BOX', factor: box, barcode: ean13(COMPANY, 5000 + n) }],
          },
        };
      }),
    ),
  );
  return all.filter((_, n) => n % every === 0);
};

/** Tax codes, price lists, products with units and barcodes, their prices: what stands before the first order. */
export const enterGoods = async (
  stage: Stage,
  at: number,
  share: number,
  tell: (done: number, total: number) => void,
): Promise<Goods> => {
  const set = (name: Parameters<Stage['must']>[2], input: object): Promise<string> =>
    stage.must(SYSTEM, at, name, input);
  await Promise.all([
    set('tax_code.set', { code: 'VAT5', ...named('VAT 5 %', '營業稅 5%', '增值税 5%'), rate: 50_000 }),
    set('tax_code.set', { code: 'ZERO', ...named('Zero rate', '零稅率', '零税率'), rate: 0 }),
  ]);
  const lists = new Map<string, string>();
  for (const { code, names, includesTax } of listed)
    lists.set(code, await set('price_list.set', { code, ...named(...names), currency: 'TWD', includesTax }));
  const range = drafts(stage, share);
  const ids = await Promise.all(range.map(({ input }) => set('product.create', input)));
  tell(1, 2);
  const chargeIds = await Promise.all(
    charges.map(([sku, name, localName]) =>
      set('product.create', {
        sku,
        name,
        localName,
        category: 'Charges',
        baseUnit: 'EA',
        taxCode: 'VAT5',
        nature: 'charge',
      }),
    ),
  );
  const prices: Promise<string>[] = [];
  const price = (code: string, productId: string, dollars: number, minQuantity: number, least: number | null): void => {
    const unitPrice = Math.max(1, Math.round(dollars)) * MICRO;
    const minPrice = least === null ? null : Math.min(unitPrice, Math.round(least) * MICRO);
    prices.push(set('price.set', { priceListId: lists.get(code), productId, minQuantity, unitPrice, minPrice }));
  };
  for (const { code, share: part } of listed) {
    range.forEach((good, n) => {
      for (const [from, reduced] of breaks)
        price(code, ids[n] as string, good.price * part * reduced, from || good.box, good.price * part * 0.78);
    });
    for (const [n, [, , , dollars]] of charges.entries())
      price(code, chargeIds[n] as string, dollars * (part > 1 ? 1.05 : 1), 1, null);
  }
  await Promise.all(prices);
  tell(2, 2);
  return { goods: range.map(({ input: _, ...good }, n) => ({ ...good, id: ids[n] as string })), chargeIds, lists };
};
