import { ratioOf } from '../measure.ts';

/** Days for which the stock lasts, at the pace of the last 90 days: its value against the cost of what left. */
export const stockCover = ratioOf({
  name: 'stock_cover',
  over: ['stock_value', 'goods_sold'],
  unit: 'days',
  scale: 90,
  days: 90,
});
