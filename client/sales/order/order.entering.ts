import { useDebounceFn, useEventListener } from '@vueuse/core';
import { computed, nextTick, type Ref, ref, watch } from 'vue';
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router';
import { moved } from '../../../shared/base/machine.ts';
import { orderStates } from '../../../shared/sales/order/order.states.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useCommands } from '../../face/palette.ts';
import { onScan } from '../../face/scanner.ts';
import { words } from '../../words/words.ts';
import { toMarked } from '../edit/marked.ts';
import { usePlace } from '../edit/presence.ts';
import { flash } from '../list/motion.ts';
import { useRouteId } from '../route-id.ts';
import { useTimeline } from '../timeline/timeline.ts';
import { useDraftKeeping } from './draft.keeping.ts';
import { clearDraft } from './order.draft.ts';
import { useOrderEditing } from './order.editing.ts';
import { type FoundCustomer, findCustomers } from './order.find.ts';
import { tellResult } from './order.result.ts';
import { useOrderSaving } from './order.saving.ts';

/** An order that has a customer and a line is kept at the server once one pauses this long, ms. */
const PAUSE = 2_500;

type Lines = { focus(): void; adding: { scanned(code: string): Promise<string | null> } };

/** Entering an order from the keyboard: customer, lines, the rest; kept by itself, submitted with one key. */
export const useOrderEntry = (lines: Ref<Lines | undefined>, host: Ref<HTMLElement | undefined>) => {
  const route = useRoute();
  const router = useRouter();
  const rights = useRights();
  const notices = useNotices();
  const id = useRouteId(['order-new', 'order-edit']);
  const made = ref<string | null>(null);
  const editing = useOrderEditing(id);
  const saving = useOrderSaving(editing, (now) => {
    made.value = now;
  });
  const keeping = useDraftKeeping({
    id,
    draft: editing.draft,
    moved: (orderId) => void router.replace({ name: 'order-edit', params: { id: orderId } }),
    settle: editing.settle,
  });
  const place = usePlace('order', id);
  const timeline = useTimeline(
    'order',
    id,
    () => [editing.stored.row.value, editing.lines.rows.value],
    () => editing.order.value.currency ?? 'TWD',
  );
  const customer = editing.customer;
  const hasCustomer = computed(() => id.value !== null || editing.draft.value.customerId !== null);
  const hasLines = computed(() => editing.views.value.some((line) => !line.removed));
  /** It is not (or no longer) something to be entered: somebody submitted it meanwhile, or it is not there. */
  const isOver = computed(
    () =>
      id.value !== null &&
      editing.stored.state.value === 'ready' &&
      made.value !== id.value &&
      (!editing.stored.row.value || !editing.isEntered.value),
  );
  watch(isOver, (over) => {
    if (over && id.value !== null && !saving.busy.value)
      void router.replace({ name: 'order', params: { id: id.value } });
  });

  const blocked = computed(() => {
    if (!hasCustomer.value) return words.t('orders.entry.noCustomer');
    if (!saving.whole.value) return words.t('edit.notWhole');
    return editing.anyContested.value ? words.t('edit.choose') : null;
  });
  const intoPlace = async (): Promise<void> => {
    if (id.value === null && made.value !== null && route.name === 'order-new')
      await router.replace({ name: 'order-edit', params: { id: made.value } });
  };
  const keep = async (tell: boolean): Promise<void> => {
    if (blocked.value !== null) {
      if (tell) {
        notices.say(blocked.value);
        toMarked();
      }
      return;
    }
    if (id.value !== null && !editing.dirty.value) {
      // It was kept by itself already; whoever asks is told all the same.
      if (tell) notices.done(words.t('orders.entry.kept'));
      return;
    }
    if ((await saving.save()) && tell) notices.done(words.t('orders.entry.kept'));
    await intoPlace();
  };
  /** What does not show is not saved: a price would silently be the list's, so whoever saves then says so. */
  const worthKeeping = (): boolean =>
    !keeping.isPartly.value &&
    hasCustomer.value &&
    hasLines.value &&
    editing.dirty.value &&
    blocked.value === null &&
    saving.refusal.value === null;
  const later = useDebounceFn(() => {
    if (worthKeeping() && !saving.busy.value) void keep(false);
  }, PAUSE);
  watch(
    () => [
      editing.draft.value.header,
      editing.draft.value.lines,
      editing.draft.value.added,
      editing.draft.value.removed,
    ],
    () => {
      saving.refusal.value = null;
      void later();
    },
  );
  onBeforeRouteLeave((to) => {
    // Kept on the way out; without a line there is nothing yet that would be missed at the server.
    if (to.name !== 'order-edit' && worthKeeping() && !saving.busy.value) void saving.save();
  });
  useEventListener(window, 'beforeunload', (event) => {
    if (editing.dirty.value) event.preventDefault();
  });

  const mayNotSubmit = computed(() => {
    if (blocked.value !== null) return blocked.value;
    if (!rights.value.mayEver('order', 'submit')) return words.t('refusals.not_permitted');
    if (moved(orderStates, 'submit', editing.status.value) === null)
      return words.t('orders.why.state', { status: words.value('order', 'status', editing.status.value) });
    return hasLines.value ? null : words.refusal({ refused: 'order.no_lines' });
  });
  const submit = async (): Promise<void> => {
    if (mayNotSubmit.value !== null) {
      notices.say(mayNotSubmit.value);
      toMarked();
      return;
    }
    (document.activeElement as HTMLElement | null)?.blur();
    if (!(await saving.submit())) return;
    const orderId = made.value ?? id.value;
    if (orderId === null || !saving.answer.value) return;
    tellResult(orderId, saving.answer.value);
    await router.replace({ name: 'order', params: { id: orderId } });
  };
  const discard = (): void => {
    clearDraft(editing.draft.value);
    keeping.forget();
    saving.refusal.value = null;
    if (id.value !== null) void router.push({ name: 'order', params: { id: id.value } });
  };
  const choose = async (one: FoundCustomer): Promise<void> => {
    editing.draft.value.customerId = one.id;
    await nextTick();
    lines.value?.focus();
  };
  const scanned = async (code: string): Promise<void> => {
    if (!hasCustomer.value) return;
    const lineId = await lines.value?.adding.scanned(code);
    await nextTick();
    const row = lineId && host.value?.querySelector<HTMLElement>(`[data-line="${CSS.escape(lineId)}"]`);
    if (row) {
      flash([row]);
      row.scrollIntoView({ block: 'nearest' });
    }
  };
  onScan((code) => void scanned(code));
  useCommands('order-entry', [
    {
      id: 'entry.save',
      label: 'orders.entry.save',
      shortcut: 'mod+s',
      icon: 'i-lucide-save',
      group: 'here',
      run: () => void keep(true),
    },
    {
      id: 'entry.submit',
      label: 'orders.entry.submit',
      shortcut: 'mod+Enter',
      icon: 'i-lucide-send',
      group: 'here',
      run: () => void submit(),
    },
    {
      id: 'entry.add',
      label: 'orders.entry.add',
      shortcut: 'alt+n',
      icon: 'i-lucide-plus',
      group: 'here',
      run: () => lines.value?.focus(),
    },
    {
      id: 'entry.back',
      label: 'orders.toList',
      shortcut: 'Escape',
      icon: 'i-lucide-arrow-left',
      group: 'here',
      run: () => void router.push({ name: 'orders' }),
    },
  ]);
  return {
    id,
    editing,
    saving,
    place,
    marks: timeline.marks,
    customer,
    hasCustomer,
    findCustomers,
    choose,
    forgetCustomer: () => {
      editing.draft.value.customerId = null;
    },
    keep: () => void keep(true),
    submit: () => void submit(),
    discard,
    blocked,
    /** Of what is typed and not saved: what it waits for. */
    notKept: computed(() => {
      if (blocked.value !== null) return blocked.value;
      if (saving.refusal.value) return words.t('edit.kept');
      return words.t(hasLines.value ? 'orders.entry.notKept' : 'orders.entry.noLineYet');
    }),
    mayNotSubmit,
    takenUp: keeping.takenUp,
    isPartly: keeping.isPartly,
    title: computed(() => editing.stored.row.value?.number ?? words.t('orders.new')),
    opening: computed(() => id.value !== null && editing.stored.state.value === 'opening' && made.value !== id.value),
  };
};
