import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { isLow } from '../../warehouse/stock/reserve.ts';
import { type Acting, fullName } from '../acting.ts';
import type { UnitInput } from './product.commands.ts';
import { type Trait, traitsOf, traitWords } from './product.traits.ts';

type Product = RowOf<'product'>;
type Unit = RowOf<'product_unit'>;

export type CreateFacts = {
  /** A product has this id or this SKU; SKUs that differ by case only are two. */
  readonly taken: 'id' | 'sku' | null;
  readonly taxCode: RowOf<'tax_code'> | null;
};
export type CreateInput = Pick<Product, 'sku' | 'name' | 'baseUnit' | 'taxCode'> & {
  readonly id?: string | undefined;
  readonly nature?: Product['nature'] | undefined;
  readonly status?: Product['status'] | undefined;
  readonly units?: readonly UnitInput[] | undefined;
} & {
  readonly [name in 'localName' | 'specification' | 'category' | 'barcode' | 'family']?: string | null | undefined;
} & {
  readonly traits?: readonly Trait[] | undefined;
} & {
  readonly [name in 'weight' | 'lowStock']?: number | null | undefined;
};

/** One code for one factor: the base unit's own code is taken too. */
const doubled = (baseUnit: string, codes: readonly string[]): string | null => {
  const seen = new Set([baseUnit]);
  for (const code of codes) {
    if (seen.has(code)) return code;
    seen.add(code);
  }
  return null;
};
/** With traits go the words that they are found by. */
const told = (traits: unknown): Partial<Product> =>
  traits === undefined ? {} : { traitWords: traitWords(traitsOf(traits)) };
const unitChange = (productId: string, { code, factor, barcode }: UnitInput, id: string): Change => ({
  op: 'insert',
  noun: 'product_unit',
  id,
  set: { productId, code, factor, barcode: barcode ?? null },
});

/** Why a product cannot have this tax code; one that it `has` already it keeps. */
const taxCodeFault = (taxCode: RowOf<'tax_code'> | null, has?: string): Refusal | null => {
  if (!taxCode) return { refused: 'product.unknown_tax_code', field: 'taxCode' };
  const isOffered = taxCode.active || taxCode.code === has;
  return isOffered ? null : { refused: 'product.tax_code_not_offered', field: 'taxCode' };
};

/**
 * Refuses `product.exists`, `product.sku_taken`, `product.unknown_tax_code`, `product.tax_code_not_offered`,
 * `product.unit_twice`. Answers `id`.
 */
export const create = (facts: CreateFacts, input: CreateInput, { newId }: Pick<Acting, 'newId'>): Decision => {
  if (facts.taken === 'id') return { refused: 'product.exists', field: 'id' };
  if (facts.taken === 'sku') return { refused: 'product.sku_taken', field: 'sku', with: { sku: input.sku } };
  const untaxed = taxCodeFault(facts.taxCode);
  if (untaxed) return untaxed;
  const { id = newId(), units = [], ...given } = input;
  const twice = doubled(
    input.baseUnit,
    units.map(({ code }) => code),
  );
  if (twice !== null) return { refused: 'product.unit_twice', field: 'units', with: { unit: twice } };
  const card = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    changes: [
      { op: 'insert', noun: 'product', id, set: { nature: 'goods', status: 'active', ...card, ...told(given.traits) } },
      ...units.map((unit) => unitChange(id, unit, newId())),
    ],
    answer: { id },
  };
};

export type UpdateFacts = {
  readonly target: Product;
  readonly units: readonly Unit[];
  /** Its places in stock carry its name and whether they are low. */
  readonly stock: readonly RowOf<'stock'>[];
  /** The one that it has or is about to have. */
  readonly taxCode: RowOf<'tax_code'> | null;
};
export type UpdateInput = {
  readonly set?: Edits | undefined;
  readonly addUnits?: readonly UnitInput[] | undefined;
  readonly removeUnits?: readonly string[] | undefined;
};

/**
 * Refuses `changed_meanwhile`, `product.unknown_tax_code`, `product.tax_code_not_offered`, `product.unit_twice`. Documents keep
 * the name that they were made with.
 */
export const update = (facts: UpdateFacts, input: UpdateInput, { newId }: Pick<Acting, 'newId'>): Decision => {
  const edits = edited(facts.target, input.set ?? {});
  if ('refused' in edits) return edits;
  const untaxed = taxCodeFault(facts.taxCode, facts.target.taxCode);
  if (untaxed) return untaxed;
  const product: Product = { ...facts.target, ...edits.set };
  const gone = new Set(input.removeUnits);
  const kept = facts.units.filter(({ id }) => !gone.has(id));
  const added = input.addUnits ?? [];
  const twice = doubled(
    product.baseUnit,
    [...kept, ...added].map(({ code }) => code),
  );
  if (twice !== null) return { refused: 'product.unit_twice', field: 'addUnits', with: { unit: twice } };
  const places = facts.stock.flatMap((row): Change[] => {
    const set = { productName: fullName(product), low: isLow(row.available, product.lowStock) };
    if (row.productName === set.productName && row.low === set.low) return [];
    return [{ op: 'update', noun: 'stock', id: row.id, set }];
  });
  return {
    changes: [
      { op: 'update', noun: 'product', id: product.id, set: { ...edits.set, ...told(edits.set.traits) } },
      ...facts.units
        .filter(({ id }) => gone.has(id))
        .map(({ id }): Change => ({ op: 'delete', noun: 'product_unit', id })),
      ...added.map((unit) => unitChange(product.id, unit, newId())),
      ...places,
    ],
    answer: { id: product.id },
  };
};
