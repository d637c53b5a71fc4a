/** Price lists and tax codes: known by their codes, which never change. */
import type { Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';

type List = RowOf<'price_list'>;
type TaxCode = RowOf<'tax_code'>;
type Moment = { readonly newId: () => string };

export type ListFacts = {
  readonly target: List | null;
  /** Some price stands on the list. */
  readonly priced: boolean;
};

/** Refuses `price_list.in_use`: prices that stand would mean something else. Answers the list's `id`. */
export const setList = ({ target, priced }: ListFacts, input: Omit<List, 'id'>, moment: Moment): Decision => {
  if (!target) {
    const id = moment.newId();
    return { changes: [{ op: 'insert', noun: 'price_list', id, set: { ...input } }], answer: { id } };
  }
  const { id, currency, includesTax } = target;
  if (priced && input.currency !== currency) return { refused: 'price_list.in_use', field: 'currency' };
  if (priced && input.includesTax !== includesTax) return { refused: 'price_list.in_use', field: 'includesTax' };
  return { changes: [{ op: 'update', noun: 'price_list', id, set: { ...input } }], answer: { id } };
};

/** Lines that stand keep the rate that they were entered with. Answers the code's `id`. */
export const setTaxCode = (target: TaxCode | null, input: Omit<TaxCode, 'id'>, moment: Moment): Decision => {
  const id = target?.id ?? moment.newId();
  return { changes: [{ op: target ? 'update' : 'insert', noun: 'tax_code', id, set: { ...input } }], answer: { id } };
};
