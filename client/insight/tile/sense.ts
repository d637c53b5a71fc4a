/** Whether more of a measure is better: what colours a change, beside its arrow and its word. Absent: neither. */
const senses: { readonly [measure: string]: 'more' | 'less' } = {
  bookings: 'more',
  bookings_count: 'more',
  bookings_margin: 'more',
  line_bookings: 'more',
  margin_share: 'more',
  average_order: 'more',
  revenue: 'more',
  receipts: 'more',
  on_time_in_full: 'more',
  shipped_on_time: 'more',
  shipped_orders: 'more',
  lines_shipped: 'more',
  lines_picked: 'more',
  picks_done: 'more',
  fill_rate: 'more',
  cancellations: 'less',
  orders_cancelled: 'less',
  orders_late: 'less',
  holds_opened: 'less',
  lines_backordered: 'less',
  receivable_overdue: 'less',
  dso: 'less',
  time_to_confirm: 'less',
  time_to_complete: 'less',
};

export type Tone = 'good' | 'bad' | 'plain';
export const toneOf = (measure: string, way: string): Tone => {
  const better = senses[measure];
  const grew = way === 'more' || way === 'higher' || way === 'new';
  if (!better || way === 'same') return 'plain';
  return (better === 'more') === grew ? 'good' : 'bad';
};
