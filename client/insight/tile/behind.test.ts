import { expect, test } from 'vitest';
import type { FigureQuery } from '../../../shared/insight/figure.ts';
import { pageBehind } from './behind.ts';

const now = { today: '2026-11-25', zone: 'Asia/Taipei' };
type Place = { name: string; params?: object; query: { filter: string; as?: string } };
const place = (query: FigureQuery, key?: string | null) => {
  const found = pageBehind(query, now, key) as Place | null;
  return found && { ...found, query: { ...found.query, filter: JSON.parse(found.query.filter) as { all: object[] } } };
};

test('[E1] a figure leads to the list of its noun, narrowed as it was summed', () => {
  const found = place({ measure: 'receivable_open', by: 'bucket' }, 'd1_30');
  expect(found).toMatchObject({ name: 'receivables', query: { as: 'list' } });
  expect(found?.query.filter.all).toEqual([
    { field: 'status', is: 'eq', value: 'open' },
    { field: 'bucket', is: 'eq', value: 'd1_30' },
  ]);
});

test('[E1] rows that no desk lists have a page by the measure; what lies beyond the largest has none', () => {
  expect(place({ measure: 'lines_backordered' })).toMatchObject({
    name: 'rows',
    params: { measure: 'lines_backordered' },
  });
  expect(place({ measure: 'bookings', by: 'customerId', top: 5 }, 'rest')).toBeNull();
});

test('[E1] late means promised before today, without a beginning', () => {
  const days = place({ measure: 'orders_late' })?.query.filter.all.filter((one) =>
    JSON.stringify(one).includes('promisedOn'),
  );
  expect(days).toEqual([{ field: 'promisedOn', is: 'le', value: '2026-11-24' }]);
});

test('[E1] a figure that is narrowed by several dimensions leads to the rows that have a value of each', () => {
  const only = [
    { dimension: 'warehouseId', values: ['here', 'there'] },
    { dimension: 'sellerId', values: ['ann'] },
  ];
  expect(place({ measure: 'orders_open', by: 'fulfilment', only }, 'packed')?.query.filter.all).toEqual([
    { field: 'status', is: 'in', value: ['submitted', 'confirmed'] },
    { field: 'fulfilment', is: 'eq', value: 'packed' },
    { field: 'warehouseId', is: 'in', value: ['here', 'there'] },
    { field: 'sellerId', is: 'in', value: ['ann'] },
  ]);
});
