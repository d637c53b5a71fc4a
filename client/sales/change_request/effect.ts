/** What a command would do, asked of the server before it is done, and said in the reader's words. */
import { useDebounceFn } from '@vueuse/core';
import { type MaybeRefOrGetter, onScopeDispose, type Ref, shallowRef, toValue, watch } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { Effect } from '../../../shared/sales/order/order.effect.ts';
import { amountText, quantityText } from '../../face/figures.ts';
import { useMoved } from '../../live/connection.ts';
import { words } from '../../words/words.ts';

export type Foreseeing = { readonly command: string; readonly input: unknown; readonly orderId: string };
export type EffectLine = { readonly id: string; readonly text: string; readonly tone: 'plain' | 'good' | 'bad' };

/** Asked again once it is quiet, and while something moves at most this often, ms. */
const QUIET = 200;
const LATEST = 1_500;

/**
 * `null` asks nothing. Asked anew when the question changes and when anything moves: the effect is that of this moment.
 * While it is being done (`doing`), what was foreseen stands: asked after the deed, it would be refused. Where it was
 * not to be done, `again` asks anew.
 */
export const useEffectOf = (asking: MaybeRefOrGetter<Foreseeing | null>, doing: Ref<boolean>) => {
  const effect = shallowRef<Effect | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const moved = useMoved();
  let asked = new AbortController();
  let isOver = false;
  const ask = async (): Promise<void> => {
    if (isOver) return;
    asked.abort();
    const wanted = toValue(asking);
    if (!wanted || doing.value) return;
    asked = new AbortController();
    const { signal } = asked;
    const path = `/api/commands/${wanted.command}/preview?order=${encodeURIComponent(wanted.orderId)}`;
    const answer = await fetch(path, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(wanted.input),
    })
      .then((found) => found.json() as Promise<{ readonly effect: Effect } | Refusal>)
      .catch(() => null);
    if (signal.aborted || answer === null) return;
    effect.value = 'effect' in answer ? answer.effect : null;
    refusal.value = 'refused' in answer ? answer : null;
  };
  const soon = useDebounceFn(() => void ask(), QUIET, { maxWait: LATEST });
  watch(
    () => JSON.stringify(toValue(asking)),
    (now, before) => {
      const [is, was] = [now, before].map((text) => (text ? (JSON.parse(text) as Foreseeing | null) : null));
      if (is?.command !== was?.command || is?.orderId !== was?.orderId) {
        effect.value = null;
        refusal.value = null;
        void ask();
      } else void soon();
    },
    { immediate: true },
  );
  watch(moved, () => toValue(asking) && void soon());
  let begun: string | undefined;
  const question = (): string => JSON.stringify(toValue(asking));
  watch(
    doing,
    (now) => {
      if (!now) return;
      begun = question();
      asked.abort();
    },
    { flush: 'sync' },
  );
  // What one has gone on to meanwhile was not asked for yet.
  watch(doing, (now) => !now && question() !== begun && void ask());
  onScopeDispose(() => {
    isOver = true;
    asked.abort();
  });
  return { effect, refusal, again: () => void soon() };
};

const kindsText = (kinds: readonly string[]): string =>
  kinds.map((kind) => words.value('hold', 'kind', kind)).join(words.language === 'en' ? ', ' : '、');

/** An effect in sentences: order, stock, credit, documents, in that order. */
export const effectLines = (effect: Effect): readonly EffectLine[] => {
  const found: EffectLine[] = [];
  const say = (id: string, text: string, tone: EffectLine['tone'] = 'plain'): void => {
    found.push({ id, text, tone });
  };
  const amount = (minor: number, currency: string): string => `${amountText(minor, currency)} ${currency}`;
  const { currency = 'TWD', status, total, reserved, short, exposure } = effect;
  if (status)
    say(
      'status',
      words.t('effect.status', {
        from: words.value('order', 'status', status.from),
        to: words.value('order', 'status', status.to),
      }),
    );
  if (total)
    say('total', words.t('effect.total', { from: amount(total.from, currency), to: amount(total.to, currency) }));
  if (reserved !== undefined)
    say(
      'reserved',
      words.t(reserved > 0 ? 'effect.reserved' : 'effect.returned', { n: quantityText(Math.abs(reserved)) }),
    );
  if (short !== undefined)
    say(
      'short',
      words.t(short > 0 ? 'effect.short' : 'effect.covered', { n: quantityText(Math.abs(short)) }),
      short > 0 ? 'bad' : 'good',
    );
  if (effect.passedOn) say('passedOn', words.t('effect.passedOn', { n: quantityText(effect.passedOn) }));
  if (effect.takenUp) say('takenUp', words.t('effect.takenUp', { n: quantityText(effect.takenUp) }));
  if (effect.putBack) say('putBack', words.t('effect.putBack', { n: quantityText(effect.putBack) }));
  if (effect.unpacked) say('unpacked', words.t('effect.unpacked', effect.unpacked));
  if (effect.held) say('held', words.t('effect.held', { kinds: kindsText(effect.held) }), 'bad');
  if (effect.released) say('released', words.t('effect.released', { kinds: kindsText(effect.released) }), 'good');
  if (exposure) {
    const code = exposure.currency ?? currency;
    const over = exposure.limit !== null && exposure.to > exposure.limit;
    const steps = { from: amount(exposure.from, code), to: amount(exposure.to, code) };
    say(
      'exposure',
      exposure.limit === null
        ? words.t('effect.exposure', steps)
        : words.t('effect.exposureOf', { ...steps, limit: amount(exposure.limit, code) }),
      over ? 'bad' : 'plain',
    );
  } else if (effect.creditStatus)
    say(
      'credit',
      words.t('effect.credit', {
        from: words.value('customer', 'creditStatus', effect.creditStatus.from),
        to: words.value('customer', 'creditStatus', effect.creditStatus.to),
      }),
    );
  if (effect.freed) say('freed', words.t('effect.freed', { amount: amount(effect.freed, currency) }));
  if (effect.voided) say('voided', words.t('effect.voided', effect.voided));
  return found;
};
