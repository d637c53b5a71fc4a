import { addDays, type Day } from '../../shared/base/day.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import type { Company } from '../system/company.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';

/** Change requests that wait for the sales manager, at most: something to decide for whoever looks around. */
const REQUESTS = 3;
/** What is asked for: more than any seller gives alone, ppm. */
const DISCOUNT = 180_000;
const reasons = [
  'They take the rest of the season at once',
  'A competitor offers the same for less',
  'Damaged boxes last time, as a gesture',
] as const;

const tableOf = (noun: 'order' | 'order_line'): string => `"${nounNamed(noun).table}"`;

/** Sellers ask for a discount on the youngest confirmed orders of which nothing is picked yet. */
export const enterRequests = async (company: Company, stage: Stage, at: number): Promise<void> => {
  const found = await company.store.read((query) =>
    query.all(
      `SELECT l."id" AS "line", l."discount" AS "discount", o."id" AS "order", o."sellerId" AS "seller"
        FROM ${tableOf('order_line')} l JOIN ${tableOf('order')} o ON o."id" = l."orderId"
        WHERE o."status" = 'confirmed' AND o."openHolds" = 0 AND l."position" = 1
          AND l."picked" = 0 AND l."shipped" = 0 AND l."invoiced" = 0 AND l."closed" = 0 AND l."unitPrice" > 0
        ORDER BY o."number" DESC LIMIT ${REQUESTS}`,
    ),
  );
  for (const [n, row] of found.entries()) {
    await stage.act(String(row.seller), at, 'order.request_change', {
      id: String(row.order),
      why: reasons[n % reasons.length],
      change: [{ id: String(row.line), discount: { from: Number(row.discount), to: DISCOUNT } }],
    });
  }
};

/** Somebody decides for the finance manager next week, and for the sales manager the administrator has proposed one. */
export const enterDeputies = async (stage: Stage, cast: Cast, at: number, today: Day): Promise<void> => {
  const [clerk] = cast.clerks;
  const [, colleague] = cast.sellers;
  if (!clerk || !colleague) return;
  const span = { startsOn: addDays(today, 5), endsOn: addDays(today, 9) };
  await stage.must(cast.financeManager, at, 'deputy.name', {
    absentId: cast.financeManager,
    deputyId: clerk,
    ...span,
    reason: 'Annual leave 年假',
  });
  await stage.must(cast.administrator, at, 'deputy.name', {
    absentId: cast.salesManager,
    deputyId: colleague.id,
    startsOn: addDays(today, 12),
    endsOn: addDays(today, 13),
    reason: 'Trade fair 展覽',
  });
};

/** A seller may give more alone from now on. Nobody else could agree to it, so it is announced to who reads of rights. */
export const enterRights = async (stage: Stage, cast: Cast, at: number): Promise<void> => {
  const [, colleague] = cast.sellers;
  if (!colleague) return;
  await stage.must(cast.administrator, at, 'person.update', {
    id: colleague.id,
    set: { discountAuthority: { from: 50_000, to: 80_000 } },
    why: 'Two years with us 到職滿兩年',
  });
};
