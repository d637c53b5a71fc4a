import { computed, type Ref, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { Answer } from '../../../shared/live/protocol.ts';
import { command } from '../../live/connection.ts';
import { afterSave, asInput, type RowEdits } from '../edit/edits.ts';
import { newId } from '../new-id.ts';
import { type AddedLine, clearDraft, isDirty, moveDraft, NEW, type OrderDraft } from './order.draft.ts';
import type { OrderEditing } from './order.editing.ts';

type Sent = Pick<OrderDraft, 'header' | 'lines' | 'added' | 'removed'>;

const lineInput = (line: AddedLine) => ({
  id: line.id,
  productId: line.productId,
  quantity: line.quantity,
  unit: line.unit,
  ...(line.unitPrice === null || line.free ? {} : { unitPrice: line.unitPrice }),
  ...(line.discount === 0 || line.free ? {} : { discount: line.discount }),
  ...(line.free ? { free: true } : {}),
});

const sentOf = ({ header, lines, added, removed }: OrderDraft): Sent => ({ header, lines, added, removed });

/** What was sent is done; what was typed meanwhile stays as an edit of it. */
const settle = (draft: OrderDraft, sent: Sent): void => {
  draft.header = afterSave(draft.header, sent.header);
  draft.lines = new Map(
    [...draft.lines].flatMap(([id, edits]): [string, RowEdits][] => {
      const left = afterSave(edits, sent.lines.get(id) ?? new Map());
      return left.size === 0 ? [] : [[id, left]];
    }),
  );
  const taken = new Set(sent.added.map(({ id }) => id));
  draft.landing = [...draft.landing, ...draft.added.filter(({ id }) => taken.has(id))];
  draft.added = draft.added.filter(({ id }) => !taken.has(id));
  draft.removed = new Set([...draft.removed].filter((id) => !sent.removed.has(id)));
};

/** Sends what was edited on an order: as a new one, or as changes that each carry what they were made from. */
export const useOrderSaving = (editing: OrderEditing, opened: (id: string) => void) => {
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const answer = shallowRef<Extract<Answer, { ok: true }> | null>(null);
  const fresh: Ref<string> = ref(newId());
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

  const create = async (submit: boolean): Promise<boolean> => {
    const now = draft.value;
    const head = Object.fromEntries([...now.header].map(([field, { to }]) => [field, to]));
    const sent = sentOf(now);
    const input = {
      id: fresh.value,
      customerId: now.customerId,
      ...head,
      lines: now.added.map(lineInput),
      ...(submit ? { submit: true } : {}),
    };
    const found = await command('order.create', input, { about: { noun: 'order', id: fresh.value } });
    if (!settled(found)) return false;
    const made = fresh.value;
    editing.opened(made);
    settle(now, sent);
    now.customerId = null;
    moveDraft(NEW, made);
    fresh.value = newId();
    opened(made);
    return true;
  };
  const update = async (orderId: string, why: string | null): Promise<boolean> => {
    const now = draft.value;
    const sent = sentOf(now);
    const input = {
      id: orderId,
      ...(sent.header.size > 0 ? { set: asInput(sent.header) } : {}),
      ...(sent.added.length > 0 ? { add: sent.added.map(lineInput) } : {}),
      ...(sent.lines.size > 0
        ? { change: [...sent.lines].map(([line, edits]) => ({ id: line, ...asInput(edits) })) }
        : {}),
      ...(sent.removed.size > 0 ? { remove: [...sent.removed] } : {}),
      ...(why ? { why } : {}),
    };
    const found = await command('order.update', input, { about: { noun: 'order', id: orderId } });
    if (!settled(found)) return false;
    settle(now, sent);
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
      return isDirty(draft.value) ? update(id.value, why) : true;
    });
  const submit = (): Promise<boolean> =>
    guarded(async () => {
      if (id.value === null) return draft.value.customerId === null ? false : create(true);
      if (isDirty(draft.value) && !(await update(id.value, null))) return false;
      return settled(await command('order.submit', { id: id.value }, { about: { noun: 'order', id: id.value } }));
    });
  return {
    busy,
    refusal,
    answer,
    save,
    submit,
    /** Nothing typed is half a value. */
    whole: computed(() => whole.value && editing.invalid.value === 0),
    discard: () => {
      refusal.value = null;
      clearDraft(draft.value);
    },
  };
};
export type OrderSaving = ReturnType<typeof useOrderSaving>;
