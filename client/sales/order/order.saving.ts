import { computed, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { Answer } from '../../../shared/live/protocol.ts';
import { command, dismiss, useReturned } from '../../live/connection.ts';
import { newId } from '../new-id.ts';
import { clearDraft, isDirty, moveDraft, NEW, type OrderDraft } from './order.draft.ts';
import type { OrderEditing } from './order.editing.ts';
import { lineInput, type Sent, sentOf, settle, updateInput } from './order.sent.ts';

/** New lines of one message, which has a limit (LIVE18): an order of more is sent in parts. */
const LINES_AT_ONCE = 200;

/** Sends what was edited on an order: as a new one, or as changes that each carry what they were made from. */
export const useOrderSaving = (editing: OrderEditing, opened: (id: string) => void) => {
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const returned = useReturned();
  const answer = shallowRef<Extract<Answer, { ok: true }> | null>(null);
  const { id, draft } = editing;
  const whole = computed(() => draft.value.added.every(({ quantity }) => quantity !== null));

  const settled = (found: Answer): boolean => {
    if ('refused' in found) {
      refusal.value = found;
      // What another did meanwhile is on its way; it is asked for as well, so that the choice is at hand.
      if (found.refused === 'order.changed_meanwhile' || found.refused === 'order.line_gone') {
        editing.stored.refresh();
        editing.lines.refresh();
      }
      return false;
    }
    refusal.value = null;
    answer.value = found;
    return true;
  };

  /** An order is entered under its draft's own id: what is sent again after a closed laptop is still one order. */
  const create = async (submit: boolean): Promise<boolean> => {
    const now = draft.value;
    const made = now.freshId;
    const head = Object.fromEntries([...now.header].map(([field, { to }]) => [field, to]));
    const first = now.added.slice(0, LINES_AT_ONCE);
    const isWhole = first.length === now.added.length;
    const sent: Sent = { ...sentOf(now), added: first };
    const input = {
      id: made,
      customerId: now.customerId,
      ...head,
      lines: first.map(lineInput),
      ...(submit && isWhole ? { submit: true } : {}),
    };
    const found = await command('order.create', input, { about: { noun: 'order', id: made } });
    if (!settled(found)) return false;
    editing.opened(made);
    settle(now, sent);
    // Its customer stays until the order's own row says it: without one the page would ask for whom, in the midst of a word.
    now.freshId = newId();
    moveDraft(NEW, made);
    opened(made);
    if (isWhole) return true;
    if (!(await update(now, made, null, 'order.update'))) return false;
    return submit ? settled(await command('order.submit', { id: made }, { about: { noun: 'order', id: made } })) : true;
  };
  /**
   * Edits with the first new lines, then the other new lines: each message is one that the server takes. What is asked for
   * is asked for as a whole.
   */
  const update = async (
    now: OrderDraft,
    orderId: string,
    why: string | null,
    name: 'order.update' | 'order.request_change',
  ): Promise<boolean> => {
    const most = name === 'order.update' ? LINES_AT_ONCE : now.added.length;
    do {
      const sent: Sent = { ...sentOf(now), added: now.added.slice(0, most) };
      const input = { ...updateInput(orderId, sent), ...(why ? { why } : {}) };
      const found = await command(name, input, { about: { noun: 'order', id: orderId } });
      if (!settled(found)) return false;
      settle(now, sent, name === 'order.request_change');
    } while (name === 'order.update' && now.added.length > 0);
    return true;
  };

  const guarded = async (act: () => Promise<boolean>): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    try {
      return await act();
    } finally {
      busy.value = false;
    }
  };
  const save = (why: string | null = null): Promise<boolean> =>
    guarded(async () => {
      if (id.value === null) return draft.value.customerId === null ? false : create(false);
      return isDirty(draft.value) ? update(draft.value, id.value, why, 'order.update') : true;
    });
  const submit = (): Promise<boolean> =>
    guarded(async () => {
      if (id.value === null) return draft.value.customerId === null ? false : create(true);
      if (isDirty(draft.value) && !(await update(draft.value, id.value, null, 'order.update'))) return false;
      return settled(await command('order.submit', { id: id.value }, { about: { noun: 'order', id: id.value } }));
    });
  /** Asks for what was edited instead of doing it: somebody else decides. */
  const ask = (why: string): Promise<boolean> =>
    guarded(
      async () =>
        id.value !== null && isDirty(draft.value) && update(draft.value, id.value, why, 'order.request_change'),
    );
  return {
    busy,
    refusal,
    answer,
    save,
    ask,
    submit,
    /** Nothing typed is half a value. */
    whole: computed(() => whole.value && editing.invalid.value === 0),
    discard: () => {
      refusal.value = null;
      for (const { id: one, name, about } of returned.value)
        if (about?.id === id.value && (name === 'order.update' || name === 'order.create')) dismiss(one);
      clearDraft(draft.value);
    },
  };
};
export type OrderSaving = ReturnType<typeof useOrderSaving>;
