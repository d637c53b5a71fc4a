import { useEventListener } from '@vueuse/core';
import { computed, type Ref, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import type { Terms } from '../../../shared/finance/terms.ts';
import { termsIn } from '../../../shared/sales/payment_term/payment_term.rules.ts';
import { useRights } from '../../access/rights.ts';
import { goBackTo } from '../../face/going-back.ts';
import { useNotices } from '../../face/notices.ts';
import { type Command, useCommands, useCommandsOf } from '../../face/palette.ts';
import { onScan } from '../../face/scanner.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { useAsking } from '../change_request/asking.ts';
import type { Cells } from '../edit/edits.ts';
import { toMarked } from '../edit/marked.ts';
import { usePlace } from '../edit/presence.ts';
import type { AnyRow } from '../list/column.ts';
import { usePaymentTerms } from '../payment_term/payment-terms.ts';
import { termsText } from '../payment_term/terms-text.ts';
import { useRouteId } from '../route-id.ts';
import { useTimeline } from '../timeline/timeline.ts';
import { useDraftKeeping } from './draft.keeping.ts';
import { useOrderActions } from './order.actions.ts';
import { useCopying } from './order.copying.ts';
import { useOrderQuotes } from './order.documents.ts';
import { useOrderDoing } from './order.doing.ts';
import { useOrderEditing } from './order.editing.ts';
import { usePrinting } from './order.printing.ts';
import { mayRelease } from './order.release.ts';
import { tellResult } from './order.result.ts';
import { useOrderSaving } from './order.saving.ts';
import { onTrack } from './order-reading.ts';

type Lines = Ref<{ focus(): void; adding: { scanned(code: string): Promise<string | null> } } | undefined>;

/** Everything that the page of one order shows and does. */
export const useOrderPage = (lines: Lines) => {
  const router = useRouter();
  const rights = useRights();
  const id = useRouteId(['order']);
  const notices = useNotices();
  const editing = useOrderEditing(id);
  const saving = useOrderSaving(editing, () => undefined);
  const keeping = useDraftKeeping({
    id,
    draft: editing.draft,
    moved: () => undefined,
    settle: editing.settle,
  });
  const place = usePlace('order', id);
  const row = editing.stored.row;
  const kept = usePaymentTerms();
  const current = computed<Cells>(() => (row.value ?? {}) as Cells);
  const openHolds = useCollection('hold', () => ({
    where: {
      all: [
        { field: 'orderId', is: 'eq', value: id.value ?? '' },
        { field: 'status', is: 'eq', value: 'open' },
      ],
    },
    limit: 50,
  }));
  const openRequest = useCollection('change_request', () => ({
    where: {
      all: [
        { field: 'orderId', is: 'eq', value: id.value ?? '' },
        { field: 'status', is: 'eq', value: 'requested' },
      ],
    },
    limit: 5,
  }));
  const holds = computed(() => openHolds.rows.value as unknown as readonly AnyRow[]);
  const currency = computed(() => row.value?.currency ?? 'TWD');
  const { quotes } = useOrderQuotes(computed(() => id.value ?? ''));
  const lastQuote = computed(() => quotes.value[0] ?? null);
  const timeline = useTimeline(
    'order',
    id,
    () => [row.value, editing.lines.rows.value, openHolds.rows.value, openRequest.rows.value, quotes.value],
    () => currency.value,
  );
  const actions = useOrderActions(current, editing.views, holds, lastQuote);

  /** Why what was edited cannot be saved now. */
  const blocked = computed(() =>
    !saving.whole.value ? words.t('edit.notWhole') : editing.anyContested.value ? words.t('edit.choose') : null,
  );
  const asking = useAsking(editing, saving, blocked);
  /** Why it is changed, as far as one says it; whoever has to ask instead says it to the approver. */
  const why = ref('');
  watch(id, () => {
    why.value = '';
  });
  const save = async (): Promise<void> => {
    if (!editing.dirty.value) return;
    if (blocked.value) {
      toMarked();
      return;
    }
    if (asking.needed.value) {
      asking.open.value = true;
      return;
    }
    if (!(await saving.save(why.value.trim() || null))) return;
    why.value = '';
    notices.done(words.t('orders.done.saved'));
  };
  const ask = async (said: string): Promise<void> => {
    await asking.ask(said);
    if (!editing.dirty.value) why.value = '';
  };
  const discard = (): void => {
    why.value = '';
    saving.discard();
  };
  const submit = async (): Promise<boolean> => {
    if (blocked.value) return false;
    const done = await saving.submit();
    if (done && saving.answer.value && id.value) tellResult(id.value, saving.answer.value);
    else if (saving.refusal.value) notices.refused(saving.refusal.value);
    return done;
  };
  const doing = useOrderDoing(current, holds, editing.views, submit, lastQuote);
  const copying = useCopying(editing);
  const printing = usePrinting(current, lastQuote);
  const actPrimary = (): void => {
    if (actions.primary.value) doing.act(actions.primary.value);
  };
  const more = computed(() => {
    const items = actions.actions.value
      .filter(({ id: one }) => one !== actions.primary.value?.id)
      .map((action) => ({
        label: action.label,
        icon: action.icon,
        ...(action.why === null ? {} : { description: action.why }),
        disabled: action.why !== null,
        color: action.danger ? ('error' as const) : undefined,
        onSelect: () => doing.act(action),
      }));
    const copy = copying.may.value
      ? [{ label: words.t('orders.copy'), icon: 'i-lucide-copy', onSelect: () => void copying.copy() }]
      : [];
    return [items, copy].filter((group) => group.length > 0);
  });

  // All that the menu and the holds offer, by the palette too: what cannot be done now is not there.
  useCommandsOf('order-actions', () => [
    ...actions.actions.value
      .filter(({ id: one, why: no }) => no === null && one !== actions.primary.value?.id)
      .map((action): Command => {
        const { label, icon } = action;
        return { id: `order.${action.id}`, label: () => label, icon, group: 'here', run: () => doing.act(action) };
      }),
    ...holds.value
      .filter((hold) => hold.kind !== 'prepayment' && mayRelease(rights.value, hold) === null)
      .map((hold): Command => {
        const of = words.value('hold', 'kind', String(hold.kind));
        const label = words.titled(words.action('hold', 'release'), of);
        const run = (): void => doing.release(hold);
        return { id: `order.release.${hold.id}`, label: () => label, icon: 'i-lucide-play', group: 'here', run };
      }),
    ...(copying.may.value
      ? [
          {
            id: 'order.copy',
            label: 'orders.copy' as const,
            icon: 'i-lucide-copy',
            group: 'here' as const,
            run: () => void copying.copy(),
          },
        ]
      : []),
  ]);

  const mayEnter = computed(() => editing.isEntered.value && editing.mayEdit.value);
  const isLast = computed(
    () =>
      typeof router.options.history.state.back === 'string' && router.options.history.state.back.startsWith('/orders?'),
  );
  const back = computed(() => (isLast.value ? String(router.options.history.state.back) : { name: 'orders' }));
  useCommands('order', [
    {
      id: 'order.save',
      label: 'shell.save',
      shortcut: 'mod+s',
      icon: 'i-lucide-save',
      group: 'here',
      run: () => void save(),
      when: () => editing.dirty.value,
    },
    {
      id: 'order.primary',
      label: 'orders.primary',
      shortcut: 'mod+Enter',
      icon: 'i-lucide-send',
      group: 'here',
      run: actPrimary,
      when: () => actions.primary.value !== null,
    },
    {
      id: 'order.add',
      label: 'orders.entry.add',
      shortcut: 'alt+n',
      icon: 'i-lucide-list-plus',
      group: 'here',
      run: () => lines.value?.focus(),
      when: () => editing.mayEdit.value,
    },
    {
      id: 'order.enter',
      label: 'orders.goOn',
      shortcut: 'e',
      icon: 'i-lucide-keyboard',
      group: 'here',
      run: () => void router.push({ name: 'order-edit', params: { id: id.value } }),
      when: () => mayEnter.value,
    },
    {
      id: 'order.new',
      label: 'orders.new',
      shortcut: 'n',
      icon: 'i-lucide-plus',
      group: 'here',
      run: () => void router.push({ name: 'order-new' }),
      when: () => rights.value.mayEver('order', 'create'),
    },
    {
      id: 'order.back',
      label: 'orders.toList',
      shortcut: 'Escape',
      icon: 'i-lucide-arrow-left',
      group: 'here',
      run: () => goBackTo(router, back.value),
    },
  ]);
  onScan((code) => {
    if (editing.mayEdit.value) void lines.value?.adding.scanned(code);
  });
  useEventListener(window, 'beforeunload', (event) => {
    if (editing.dirty.value) event.preventDefault();
  });

  const linesOpening = computed(() => editing.lines.state.value === 'opening' && editing.views.value.length === 0);
  return {
    editing,
    saving,
    place,
    timeline,
    actions,
    doing,
    printing,
    quotes,
    row,
    holds,
    asking,
    began: keeping.takenUp,
    isPartly: keeping.isPartly,
    request: computed(() => openRequest.rows.value[0] ?? null),
    currency,
    state: editing.stored.state,
    linesOpening,
    blocked,
    why,
    save,
    ask,
    discard,
    actPrimary,
    more,
    mayEnter,
    back,
    onTrack: computed(() => onTrack(current.value as AnyRow)),
    shortfall: computed(() => editing.views.value.reduce((all, line) => all + (line.removed ? 0 : line.short), 0)),
    termsText: computed(() => {
      const terms = termsIn((row.value ?? {}) as Partial<Terms>);
      return terms ? (kept.found(terms)?.label ?? termsText(terms)) : '';
    }),
  };
};
