import { computed, type Ref, reactive, ref } from 'vue';
import { addDays, isDay } from '../../../shared/base/day.ts';
import { PPM } from '../../../shared/base/money.ts';
import type { Terms } from '../../../shared/finance/terms.ts';
import { settlements } from '../../../shared/sales/customer/customer.fields.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import type { Shown } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { type Foreseeing, useEffectOf } from '../change_request/effect.ts';
import type { Cells } from '../edit/edits.ts';
import { readInput } from '../edit/field-kinds.ts';
import type { Counted } from './cancel-reasons.ts';
import type { Action, ActionId } from './order.actions.ts';
import type { LineView } from './order.lines.ts';
import { learn, releaseOf } from './order.release.ts';

type Hold = { readonly id: string; readonly kind?: string; readonly excess?: unknown };
type Offer = Pick<Shown<'quote'>, 'validUntil'>;
type Asked = { readonly action: Action } | { readonly hold: Hold };

/** Doing something with an order: asks what has to be said first, and says what became of it. */
export const useOrderDoing = (
  row: Ref<Cells>,
  holds: Ref<readonly Cells[]>,
  lines: Ref<readonly LineView[]>,
  submit: () => Promise<boolean>,
  /** The last one, of an order that was offered. */
  offer: Ref<Offer | null>,
) => {
  const me = useMe();
  const { today } = useClock();
  const notices = useNotices();
  const rights = useRights();
  const asked = ref<Asked | null>(null) as Ref<Asked | null>;
  /** What was asked last: a dialog on its way out still says what it was about. */
  const shown = ref<Asked | null>(null) as Ref<Asked | null>;
  const busy = ref(false);
  const why = ref('');
  /** What a cancellation is counted under. */
  const reason = ref<Counted>({ reason: 'customer' });
  /** Chosen from the company's reasons to hold. */
  const reasonId = ref<string | null>(null);
  /** Last day of an offer. */
  const validUntil = ref('');
  /** What the day stands at before anybody has touched it, where that is what the company usually gives; '' where it is not. */
  let usual = '';
  /** The offer that was looked at, by its revision: what a colleague has offered since is not offered over. */
  let revision = 0;
  /** The amount that was looked at, minor units; undefined where the reader is not told it. */
  let total: number | undefined;
  /** Which prices hold when an offer is taken. */
  const prices = ref<'offered' | 'list'>('offered');
  const terms = reactive({ settlement: 'net', termsDays: '', prepaymentShare: '' });

  /** As many days as the company usually gives, and in a revision not fewer than were given before. */
  const beginDay = (): void => {
    const day = addDays(today.value, me.organisation.quoteDays);
    const given = offer.value?.validUntil ?? '';
    const isLonger = given > day;
    usual = isLonger ? '' : day;
    validUntil.value = isLonger ? given : day;
  };
  const begin = (what: Asked): void => {
    why.value = '';
    reason.value = { reason: 'customer' };
    reasonId.value = null;
    beginDay();
    revision = Number(row.value.revision ?? 0);
    total = row.value.total as number | undefined;
    prices.value = 'offered';
    terms.settlement = String(row.value.settlement ?? 'net');
    terms.termsDays = String(row.value.termsDays ?? 0);
    terms.prepaymentShare = String(((row.value.prepaymentShare as number | undefined) ?? 0) / 10_000);
    asked.value = what;
    shown.value = what;
  };
  const takeBack = async (name: string, id: string, done: string): Promise<void> => {
    const input = { id, why: words.t('orders.byMistake') };
    const answer = await command(name, input, { about: { noun: 'order', id: String(row.value.id) } });
    if ('refused' in answer) notices.refused(answer, String(row.value.id));
    else notices.done(done);
  };
  /** What was done by mistake is undone by whoever may; every other action has followed through by then. */
  const wayBack: { readonly [name: string]: () => Promise<void> } = {
    'order.hold': async () => {
      const found = holds.value.find(({ kind }) => kind === 'manual');
      if (found) await takeBack('hold.release', String(found.id), words.t('orders.done.release'));
    },
    'order.cancel': () => takeBack('order.restore', String(row.value.id), words.t('orders.done.restore')),
    'order.short_close': () => takeBack('order.reopen', String(row.value.id), words.t('orders.done.reopen')),
  };
  const mayUndo = (name: string): boolean => {
    if (name === 'order.hold')
      return rights.value.may('hold', 'release', { ...row.value, kind: 'manual', status: 'open' });
    if (name === 'order.cancel') return rights.value.may('order', 'restore', { ...row.value, status: 'cancelled' });
    return name === 'order.short_close' && rights.value.may('order', 'reopen', row.value);
  };
  const send = async (name: string, input: object, done: string): Promise<void> => {
    busy.value = true;
    const answer = await command(name, input, { about: { noun: 'order', id: String(row.value.id) } });
    busy.value = false;
    if ('refused' in answer) {
      const what = asked.value;
      if (what !== null && 'hold' in what) learn([what.hold], answer);
      // What was looked at is past: one looks again before one decides.
      if (answer.refused === 'changed_meanwhile') asked.value = null;
      notices.refused(answer, String(row.value.id));
      again();
    } else {
      asked.value = null;
      notices.done(done, mayUndo(name) ? wayBack[name] : undefined);
    }
  };
  /** What of the terms that are typed is no value. */
  const termsFaults = computed(() => {
    const days = Number(readInput('integer', terms.termsDays, '')?.value ?? -1);
    const share = Number(readInput('percent', terms.prepaymentShare, '')?.value ?? -1);
    const isShare = share > 0 && share <= PPM;
    return { days: days < 0 || days > 365, share: terms.settlement === 'prepayment' && !isShare };
  });
  /** The terms as they are typed; null while they are none. */
  const typed = computed<Terms | null>(() => {
    const { days, share } = termsFaults.value;
    if (days || share) return null;
    const settlement = terms.settlement as Terms['settlement'];
    const ppm = Number(readInput('percent', terms.prepaymentShare, '')?.value ?? 0);
    return { settlement, termsDays: Number(readInput('integer', terms.termsDays, '')?.value), prepaymentShare: ppm };
  });
  const termsInput = (): object | null => {
    const now = typed.value;
    if (now === null) return null;
    return {
      ...(now.settlement === row.value.settlement ? {} : { settlement: now.settlement }),
      ...(now.termsDays === row.value.termsDays ? {} : { termsDays: now.termsDays }),
      ...(now.settlement === 'prepayment' ? { prepaymentShare: now.prepaymentShare } : {}),
    };
  };
  const isWrong = computed(() => {
    const what = asked.value;
    if (what === null) return true;
    if ('hold' in what) return false;
    if (what.action.asks === 'reason') return why.value.trim() === '';
    if (what.action.asks === 'validity') return !isDay(validUntil.value);
    return what.action.asks === 'terms' && termsInput() === null;
  });
  /** An offer's last day is changed by offering it anew. */
  const commandOf = (action: ActionId): string => `order.${action === 'renew' ? 'quote' : action}`;
  /** What an action on an offer is told; null for all others. */
  const quoteInput = (action: ActionId, id: string): object | null =>
    action === 'quote' || action === 'renew'
      ? {
          id,
          // Untouched it is the server's to say: how many days are usual may have changed since the page was opened.
          ...(validUntil.value === usual ? {} : { validUntil: validUntil.value }),
          ...(action === 'renew' ? { renews: revision } : {}),
        }
      : action === 'accept'
        ? { id, prices: prices.value, ...(revision > 0 ? { revision } : {}) }
        : null;
  /** What the action would do, at this moment: the reason is not told yet, so that a dash stands for it. */
  const foreseeing = computed<Foreseeing | null>(() => {
    const what = asked.value;
    const id = String(row.value.id ?? '');
    if (what === null || id === '') return null;
    if ('hold' in what) return { command: 'hold.release', input: { id: what.hold.id }, orderId: id };
    const action = what.action.id;
    const terms = action === 'review' ? termsInput() : {};
    if (terms === null) return null;
    if (what.action.asks === 'validity' && !isDay(validUntil.value)) return null;
    const input =
      quoteInput(action, id) ??
      (action === 'review' ? { id, ...terms } : action === 'return' ? { id, reason: '–' } : { id, why: '–' });
    return { command: commandOf(action), input, orderId: id };
  });
  const { effect, refusal, again } = useEffectOf(foreseeing, busy);
  const run = async (): Promise<void> => {
    const what = asked.value;
    if (what === null || busy.value || isWrong.value) return;
    const { id } = row.value;
    if ('hold' in what) {
      await send('hold.release', releaseOf(what.hold, why.value.trim() || null), words.t('orders.done.release'));
      return;
    }
    const action: ActionId = what.action.id;
    const said = why.value.trim();
    const input =
      quoteInput(action, String(id)) ??
      (action === 'review'
        ? { id, ...termsInput(), total }
        : action === 'return'
          ? { id, reason: said }
          : action === 'cancel'
            ? { id, why: said, ...reason.value }
            : { id, why: said, ...(action === 'hold' && reasonId.value ? { reasonId: reasonId.value } : {}) });
    await send(commandOf(action), input, words.t(`orders.done.${action as Exclude<ActionId, 'submit'>}`));
  };
  return {
    asked,
    shown,
    busy,
    why,
    reason,
    reasonId,
    terms,
    termsFaults,
    typed,
    /** Kept terms, as they are. */
    take: ({ settlement, termsDays, prepaymentShare }: Terms): void => {
      Object.assign(terms, {
        settlement,
        termsDays: String(termsDays),
        prepaymentShare: String(prepaymentShare / 10_000),
      });
    },
    validUntil,
    prices,
    lines,
    isWrong,
    effect,
    refusal,
    settlements: computed(() =>
      settlements.map((value) => ({ value, label: words.value('order', 'settlement', value) })),
    ),
    act: (action: Action) => {
      if (action.why !== null) return;
      if (action.id === 'submit') void submit();
      else if (action.id === 'revise' || action.id === 'sent')
        void send(`order.${action.id}`, { id: row.value.id }, words.t(`orders.done.${action.id}`));
      else begin({ action });
    },
    release: (hold: Hold) => begin({ hold }),
    run,
    close: () => {
      asked.value = null;
    },
  };
};
export type OrderDoing = ReturnType<typeof useOrderDoing>;
