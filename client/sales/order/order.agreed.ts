type Amounts = { readonly total?: number; readonly agreedTotal?: number | null };

/** The amount last agreed to, minor units, where the order has come to another one since and the reader sees both; else null. */
export const agreedBefore = (order: Amounts | null): number | null => {
  const { total, agreedTotal } = order ?? {};
  return total === undefined || typeof agreedTotal !== 'number' || agreedTotal === total ? null : agreedTotal;
};
