import { computed, type Ref } from 'vue';
import { type RouteLocationRaw, useRouter } from 'vue-router';
import { moved } from '../../../shared/base/machine.ts';
import { orderStates } from '../../../shared/sales/order/order.states.ts';
import { useBehalf } from '../../access/deputy/behalf.ts';
import { useRights } from '../../access/rights.ts';
import { useClock } from '../../face/now.ts';
import type { Shown } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import type { Cells } from '../edit/edits.ts';
import type { LineView } from './order.lines.ts';

export type ActionId =
  | 'submit'
  | 'quote'
  | 'renew'
  | 'accept'
  | 'revise'
  | 'sent'
  | 'review'
  | 'return'
  | 'hold'
  | 'cancel'
  | 'short_close'
  | 'reopen'
  | 'restore';
export type Action = {
  readonly id: ActionId;
  readonly label: string;
  readonly icon: string;
  /** Why it cannot be done now; null when it can. */
  readonly why: string | null;
  /** What it does, said before it is done. */
  readonly asks: 'nothing' | 'reason' | 'terms' | 'validity' | 'prices';
  readonly danger: boolean;
};
export type Desk = { readonly label: string; readonly icon: string; readonly to: RouteLocationRaw };

const icons: { readonly [id in ActionId]: string } = {
  submit: 'i-lucide-send',
  quote: 'i-lucide-message-square-quote',
  renew: 'i-lucide-calendar-clock',
  accept: 'i-lucide-handshake',
  revise: 'i-lucide-pencil-ruler',
  sent: 'i-lucide-mail-check',
  review: 'i-lucide-stamp',
  return: 'i-lucide-undo-2',
  hold: 'i-lucide-pause',
  cancel: 'i-lucide-ban',
  short_close: 'i-lucide-scissors',
  reopen: 'i-lucide-rotate-ccw',
  restore: 'i-lucide-rotate-ccw',
};
const asks: { readonly [id in ActionId]: Action['asks'] } = {
  submit: 'nothing',
  quote: 'validity',
  renew: 'validity',
  accept: 'prices',
  revise: 'nothing',
  sent: 'nothing',
  review: 'terms',
  return: 'reason',
  hold: 'reason',
  cancel: 'reason',
  short_close: 'reason',
  reopen: 'reason',
  restore: 'reason',
};
/** Actions that one right covers both ways. */
const rightFor = (id: ActionId): string => (['accept', 'renew', 'revise', 'sent'].includes(id) ? 'quote' : id);
const order: readonly ActionId[] = [
  'submit',
  'accept',
  'sent',
  'renew',
  'revise',
  'quote',
  'review',
  'return',
  'hold',
  'short_close',
  'reopen',
  'restore',
  'cancel',
];

/**
 * What can be done with an order, by its state machine and the reader's rules. An action that the reader has on some
 * orders and not on this one, or not in this state, stands with its reason.
 */
export const useOrderActions = (
  row: Ref<Cells>,
  lines: Ref<readonly LineView[]>,
  holds: Ref<readonly Cells[]>,
  quote: Ref<Shown<'quote'> | null>,
) => {
  const rights = useRights();
  const { mayReturn } = useBehalf();
  const router = useRouter();
  const { today } = useClock();
  const isPast = ({ status, validUntil }: Shown<'quote'>): boolean =>
    status === 'expired' || (validUntil ?? '') < today.value;
  /** The last day of the offer, where it has passed: nobody can take it any more. */
  const expired = computed<string | null>(() =>
    row.value.status === 'quote' && quote.value && isPast(quote.value) ? (quote.value.validUntil ?? '') : null,
  );
  const isOpen = computed(() => row.value.status === 'submitted' || row.value.status === 'confirmed');
  const shipped = computed(() => lines.value.some((line) => line.shipped > 0));
  const inState = (): string =>
    words.t('orders.why.state', { status: words.value('order', 'status', String(row.value.status)) });
  const refused = (name: string): string => words.refusal({ refused: `order.${name}` });

  /** Why the order is not ready for it, whoever asks. */
  const notReady = (id: ActionId): string | null => {
    const status = String(row.value.status);
    switch (id) {
      case 'submit':
        if (moved(orderStates, 'submit', status) === null) return inState();
        return lines.value.length === 0 ? refused('no_lines') : null;
      case 'quote':
        if (moved(orderStates, id, status) === null) return inState();
        return lines.value.length === 0 ? refused('no_lines') : null;
      case 'accept':
        if (moved(orderStates, id, status) === null) return inState();
        return expired.value === null
          ? null
          : words.refusal({ refused: 'quote.expired', with: { day: expired.value } });
      case 'renew':
        return moved(orderStates, id, status) === null ? inState() : null;
      case 'sent':
        return quote.value?.sentAt ? words.refusal({ refused: 'quote.sent_already' }) : null;
      case 'revise':
      case 'return':
      case 'reopen':
      case 'restore':
        return moved(orderStates, id, status) === null ? inState() : null;
      case 'cancel':
        if (moved(orderStates, 'cancel', status) === null) return inState();
        if (shipped.value) return refused('goods_left');
        return row.value.billing !== undefined && row.value.billing !== 'uninvoiced' ? refused('invoiced') : null;
      case 'hold':
        if (!isOpen.value) return inState();
        return holds.value.some(({ kind }) => kind === 'manual') ? refused('held_already') : null;
      case 'review':
        if (!isOpen.value) return inState();
        return row.value.reviewed === true ? words.t('orders.why.reviewed') : null;
      case 'short_close':
        if (status !== 'confirmed') return inState();
        if (!shipped.value) return refused('nothing_shipped');
        return lines.value.every(
          (line) => line.nature === 'charge' || line.shipped >= (line.quantity ?? 0) - line.closed,
        )
          ? refused('nothing_left')
          : null;
    }
  };
  /** In these states the action is what one would look for; elsewhere it is left out rather than refused. */
  const isFitting = (id: ActionId): boolean => {
    const status = row.value.status;
    if (id === 'submit' || id === 'quote') return status === 'draft';
    if (id === 'accept' || id === 'renew' || id === 'revise' || id === 'sent') return status === 'quote';
    if (id === 'return') return status === 'submitted';
    if (id === 'restore') return status === 'cancelled';
    if (id === 'reopen')
      return status === 'completed' || (status === 'confirmed' && lines.value.some(({ closed }) => closed > 0));
    if (id === 'short_close') return status === 'confirmed';
    if (id === 'cancel') return status !== 'cancelled' && status !== 'completed';
    return isOpen.value;
  };
  const mayDo = (id: ActionId): boolean =>
    id === 'return' ? mayReturn.value(row.value, holds.value) : rights.value.may('order', rightFor(id), row.value);
  const actions = computed<readonly Action[]>(() =>
    order
      .filter((id) => rights.value.mayEver('order', rightFor(id)) && isFitting(id))
      .map((id) => ({
        id,
        label: words.action('order', id),
        icon: icons[id],
        why: mayDo(id) ? notReady(id) : words.t('refusals.not_permitted'),
        asks: asks[id],
        danger: id === 'cancel',
      })),
  );
  /** What one came for: the first that can be done and moves the order on. */
  const primary = computed(
    () =>
      actions.value.find(
        ({ id, why }) =>
          why === null &&
          (id === 'submit' ||
            id === 'accept' ||
            (id === 'renew' && expired.value !== null) ||
            (id === 'review' && holds.value.some(({ kind }) => kind === 'review'))),
      ) ?? null,
  );
  const desks = computed<readonly Desk[]>(() => {
    const { status, fulfilment, billing, id } = row.value;
    if (status !== 'confirmed') return [];
    const to = (name: string): RouteLocationRaw => ({ name, query: { order: String(id) } });
    const found: (Desk | false)[] = [
      router.hasRoute('picking') &&
        rights.value.may('order', 'pack', row.value) &&
        (fulfilment === 'reserved' || fulfilment === 'picking' || fulfilment === 'backordered') && {
          label: words.t('nav.picking'),
          icon: 'i-lucide-scan-barcode',
          to: to('picking'),
        },
      router.hasRoute('packing') &&
        rights.value.may('order', 'ship', row.value) &&
        (fulfilment === 'picking' || fulfilment === 'packed') && {
          label: words.t('nav.packing'),
          icon: 'i-lucide-package',
          to: to('packing'),
        },
      router.hasRoute('invoicing') &&
        rights.value.may('order', 'invoice', row.value) &&
        shipped.value &&
        billing !== 'invoiced' && {
          label: words.t('nav.invoicing'),
          icon: 'i-lucide-file-plus-2',
          to: to('invoicing'),
        },
    ];
    return found.filter((one): one is Desk => one !== false);
  });
  return { actions, primary, desks, expired };
};
