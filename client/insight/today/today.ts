import { computed } from 'vue';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useClock } from '../../face/now.ts';
import { clockText, dayInFull } from '../../face/time.ts';
import { words } from '../../words/words.ts';
import { tilesNamed } from '../tile/named.ts';
import { offeredTiles } from '../tile/offered.ts';
import { seesAlerts } from './stock-alerts.ts';

const flow = tilesNamed(
  'booked_today',
  'orders_today',
  'picked_today',
  'shipped_today',
  'invoiced_today',
  'received_today',
);
const queues = tilesNamed(
  'orders_waiting_review',
  'holds_open',
  'orders_late',
  'lines_backordered',
  'picks_waiting',
  'to_invoice',
  'receipts_unallocated',
  'stock_low',
);
const money = tilesNamed('receivable_ageing');
const progress = tilesNamed('orders_funnel');

const NOON = 12;
const EVENING = 18;

export const useToday = () => {
  const me = useMe();
  const rights = useRights();
  const { now, today, zone } = useClock();
  const greeting = computed(() => {
    const hour = Number(clockText(now.value, 'en', zone.value).slice(0, 2));
    const part = hour < NOON ? 'morning' : hour < EVENING ? 'day' : 'evening';
    return words.t(`insight.today.hello.${part}`, { name: me.me?.person.name ?? '' });
  });
  return {
    /** All that the page would show to one who may see everything. */
    shown: [...progress, ...queues, ...flow, ...money],
    greeting,
    day: computed(() => [dayInFull(today.value, words.language), me.organisation.name].filter(Boolean).join(' · ')),
    flow: computed(() => offeredTiles(rights.value, flow)),
    queues: computed(() => offeredTiles(rights.value, queues)),
    money: computed(() => offeredTiles(rights.value, money)),
    stock: computed(() => seesAlerts(rights.value)),
  };
};
