import type { Fulfilment } from '../../shared/sales/order/order.states.ts';

/** The five cells of a fulfilment track, in order. */
export const trackSteps = [
  'reserved',
  'picking',
  'packed',
  'shipped',
  'delivered',
] as const satisfies readonly Fulfilment[];

export type Track = {
  /** Cells that are filled, 0 to 5. */
  readonly filled: number;
  /** `short`: back-ordered; `past`: delivered, nothing left to do. */
  readonly tone: 'none' | 'short' | 'moving' | 'past';
};

export function trackOf(value: Fulfilment): Track {
  if (value === 'unreserved') return { filled: 0, tone: 'none' };
  if (value === 'backordered') return { filled: 0, tone: 'short' };
  const filled = trackSteps.indexOf(value) + 1;
  return { filled, tone: value === 'delivered' ? 'past' : 'moving' };
}

/** What a status says by its colour, beside its word: waits, moves, ended well, ended otherwise, needs someone. */
export type Tone = 'quiet' | 'accent' | 'good' | 'over' | 'warn' | 'bad';

const tones: Record<string, Record<string, Tone>> = {
  order: {
    quote: 'quiet',
    draft: 'quiet',
    submitted: 'warn',
    confirmed: 'accent',
    completed: 'good',
    cancelled: 'over',
  },
  quote: { open: 'accent', accepted: 'good', revised: 'over', expired: 'warn', withdrawn: 'over' },
  role_change: {
    waiting: 'warn',
    accepted: 'good',
    refused: 'bad',
    withdrawn: 'over',
    expired: 'over',
    void: 'over',
    applied: 'accent',
    dropped: 'warn',
  },
  deputy: { proposed: 'warn', planned: 'accent', standing: 'good', over: 'over', ended: 'over' },
  hold: { open: 'bad', released: 'good', void: 'over' },
  change_request: {
    requested: 'warn',
    accepted: 'good',
    part_accepted: 'good',
    refused: 'bad',
    withdrawn: 'over',
    expired: 'over',
    void: 'over',
  },
  customer: { active: 'good', stopped: 'over' },
  creditStatus: { ok: 'good', near: 'warn', over: 'bad', overdue: 'bad' },
  product: { active: 'good', discontinued: 'over' },
  pick: {
    reserved: 'quiet',
    claimed: 'accent',
    picked: 'accent',
    packed: 'accent',
    shipped: 'good',
    released: 'over',
    put_back: 'warn',
  },
  package: { packed: 'accent', shipped: 'good', unpacked: 'over' },
  shipment: { shipped: 'accent', delivered: 'good' },
  billed: { open: 'warn', invoiced: 'good' },
  invoice: { issued: 'accent', void: 'over' },
  receivable: { open: 'warn', settled: 'good', void: 'over' },
  bucket: { current: 'quiet', d1_30: 'warn', d31_60: 'warn', d61_90: 'bad', d90_plus: 'bad' },
  receipt: { open: 'warn', allocated: 'good', reversed: 'over' },
  person: { invited: 'warn', active: 'good', suspended: 'over' },
  import_run: { running: 'accent', done: 'good', failed: 'bad' },
  mail: { waiting: 'accent', sending: 'accent', sent: 'good', failed: 'bad', dropped: 'over' },
};

/** Tone of a noun's value; a field's own table goes before the noun's. */
export const toneOf = (noun: string, field: string, value: string): Tone =>
  tones[field]?.[value] ?? tones[noun]?.[value] ?? 'quiet';
