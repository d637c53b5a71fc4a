/**
 * What is entered and not saved outlives the page: encrypted on this device at once, for eight hours, and at the server as
 * soon as it can be reached, where another device finds it too. The later of the two is gone on with.
 */
import { useDebounceFn, useEventListener } from '@vueuse/core';
import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';
import { uuid7 } from '../../../shared/base/id.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useConnection } from '../../face/connection-state.ts';
import type { Shown } from '../../live/collection.ts';
import { drafts, hasTakenUp, usePending, useReturned } from '../../live/connection.ts';
import type { Pending } from '../../live/locker.ts';
import type { Cells } from '../edit/edits.ts';
import { rowsOf } from '../list/rows.ts';
import { contentFrom, contentOf, type Kept } from './draft.content.ts';
import { afterCreate, afterUpdate } from './draft.rebase.ts';
import { draftOf, isDirty, type OrderDraft } from './order.draft.ts';
import { landedEdits } from './order.line-edits.ts';

/** Pauses after which it is written here and at the server, ms. */
const HERE = 300;
const THERE = 3_000;
/** A command of the last visit that is still on its way is waited for so long, ms. */
const PATIENCE = 10_000;
/** No content is this. */
const UNKNOWN = 'unknown';
const pause = (ms: number): Promise<void> => new Promise((done) => window.setTimeout(done, ms));

const send = async (name: string, input: object): Promise<boolean> => {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
  };
  const answer = await fetch(`/api/commands/${name}`, { method: 'POST', headers, body: JSON.stringify(input) }).catch(
    () => null,
  );
  return answer?.ok === true;
};

export type KeptDraft = {
  readonly id: string;
  readonly orderId: string;
  /** The order's number and its customer's name, as far as they are read. */
  readonly title: string;
  readonly lineCount: number;
  readonly keptAt: number;
};
/** One's own drafts at the server, the latest first; none where it does not answer. */
export const keptDrafts = async (): Promise<readonly KeptDraft[]> => {
  const answer = await fetch('/api/drafts', { headers: { accept: 'application/json' } }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as { rows: readonly KeptDraft[] }).rows : [];
};
/** Throws one of one's own drafts away, here and at the server. */
export const dropDraft = async (orderId: string): Promise<boolean> => {
  await drafts.drop(orderId || 'new').catch(() => undefined);
  return send('order_draft.drop', { orderId });
};

const atServer = async (orderId: string): Promise<Kept | null> => {
  const answer = await fetch(`/api/drafts/order?id=${encodeURIComponent(orderId)}`, {
    headers: { accept: 'application/json' },
  }).catch(() => null);
  if (!answer?.ok) return null;
  return contentFrom(((await answer.json()) as { content?: string | null }).content ?? '');
};
/** Without an answer nobody has said otherwise: an offline hour loses nothing. */
const mayRead = async (customerId: string): Promise<boolean> => {
  const answer = await fetch(`/api/customers/${customerId}`, { headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  return answer?.status !== 404 && answer?.status !== 403;
};
/** What was entered for a customer that has been handed over since is erased here, as it is not told at the server. */
const onDevice = async (person: string, orderId: string): Promise<Kept | null> => {
  const left = await drafts.left(person, Date.now()).catch(() => null);
  const found = left?.kept.find(({ id }) => id === (orderId || 'new'));
  const kept = typeof found?.input === 'string' ? contentFrom(found.input) : null;
  const customerId = orderId === '' ? (kept?.draft.customerId ?? null) : null;
  if (customerId === null || (await mayRead(customerId))) return kept;
  await drafts.drop('new').catch(() => undefined);
  return null;
};
/** Rows by id; where the server does not answer there are none. */
const rowsById = async <N extends NounName>(
  noun: N,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Shown<N>>> => {
  const found = new Map<string, Shown<N>>();
  for (let at = 0; at < ids.length; at += 500) {
    const value = ids.slice(at, at + 500);
    const page = await rowsOf(noun, { where: { field: 'id', is: 'in', value }, limit: 500 }).catch(() => null);
    for (const row of page?.rows ?? []) found.set(row.id, row);
  }
  return found;
};

type Keeping = {
  readonly id: Ref<string | null>;
  readonly draft: Ref<OrderDraft>;
  /** The order of this draft is at the server already: it is gone on with there. */
  readonly moved: (orderId: string) => void;
  /** Something was taken up: what of it is done already is no edit any more. */
  readonly settle: () => void;
};

/** Keeps an order's draft while its page stands, and takes up what was left. Answers since when what was taken up is, ms. */
export const useDraftKeeping = ({ id, draft, moved, settle }: Keeping) => {
  const me = useMe();
  const rights = useRights();
  const pending = usePending();
  const returned = useReturned();
  const connection = useConnection();
  const takenUp = ref<number | null>(null);
  const may = computed(() => rights.value.mayEver('order_draft', 'create') && !me.me?.viewing);
  const person = (): string => me.me?.person.id ?? '';
  /** A customer alone is chosen again in a moment. */
  const isWorth = (one: OrderDraft): boolean => isDirty(one) || one.texts.size > 0;
  /**
   * What lies at the server for this order, so that nothing is sent twice; '' for nothing, UNKNOWN for whatever it may be. What
   * may lie there is dropped when it is discarded: to drop nothing does no harm, to keep what is discarded does.
   */
  let there = '';
  let of = id.value ?? '';
  let ready = false;
  let gone = false;
  /** Commands of an earlier visit about this order that are not answered yet. */
  let owed: readonly Pending[] = [];

  const write = async (): Promise<void> => {
    if (!ready || !may.value || gone) return;
    if (!isWorth(draft.value)) {
      await drafts.drop(of || 'new').catch(() => undefined);
      return;
    }
    const at = Date.now();
    await drafts
      .keep(person(), { id: of || 'new', name: 'order_draft', input: contentOf(draft.value, at), at, about: null })
      .catch(() => undefined);
  };
  const bringNow = async (): Promise<void> => {
    if (!ready || !may.value) return;
    const orderId = of;
    // The answer may find another order on the page: what lies there is not told by it.
    const lies = (what: string): void => {
      if (of === orderId) there = what;
    };
    if (!isWorth(draft.value)) {
      if (there !== '' && (await send('order_draft.drop', { orderId }))) lies('');
      return;
    }
    const content = contentOf(draft.value, Date.now());
    const bare = content.replace(/"at":\d+/, '');
    if (bare === there) return;
    const lineCount = draft.value.added.length + draft.value.lines.size;
    const customerId = orderId === '' ? draft.value.customerId : null;
    const kept = { orderId, customerId, lineCount, content };
    // Without an answer it may have arrived all the same.
    there = UNKNOWN;
    if (await send('order_draft.keep', kept)) lies(bare);
  };
  let busy = false;
  let again = false;
  /** One after another: what is dropped is not overtaken by what was still being kept. */
  const bring = async (): Promise<void> => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      await bringNow();
    }
    busy = false;
  };
  const soonHere = useDebounceFn(() => void write(), HERE);
  const soonThere = useDebounceFn(() => void bring(), THERE);

  const takeUp = async (): Promise<void> => {
    const orderId = id.value ?? '';
    of = orderId;
    // What one comes back to may have been kept on the way out, or on another visit.
    there = isWorth(draft.value) ? UNKNOWN : '';
    // A customer that was chosen on another page is who this order is for.
    const isChosen = (): boolean => id.value === null && draft.value.customerId !== null;
    if (!may.value || isWorth(draft.value) || isChosen()) return;
    const found = [await onDevice(person(), orderId), await atServer(orderId)].filter((one) => one !== null);
    const [kept] = found.sort((a, b) => b.at - a.at);
    // Somebody began to type meanwhile, or went elsewhere: what is under their hands stands.
    const isElsewhere = (): boolean => gone || (id.value ?? '') !== orderId;
    if (!kept || isElsewhere() || isWorth(draft.value) || isChosen()) return;
    there = UNKNOWN;
    await Promise.race([hasTakenUp, pause(PATIENCE)]);
    const mine = (): readonly Pending[] => pending.value.filter(({ about }) => about?.id === (orderId || kept.freshId));
    const sent = mine();
    for (let waited = 0; mine().length > 0 && waited < PATIENCE; waited += 100) await pause(100);
    const isTaken = ({ id: one }: Pending): boolean =>
      ![...pending.value, ...returned.value].some((other) => other.id === one);
    const made = orderId === '' ? (await rowsById('order', [kept.freshId])).get(kept.freshId) : undefined;
    const { added, ...rest }: { -readonly [K in keyof Kept['draft']]: Kept['draft'][K] } = { ...kept.draft };
    for (const { name, input } of sent.filter(isTaken))
      if (name === 'order.update') Object.assign(rest, afterUpdate(rest, input));
    // What is still on its way is taken later: the draft is gone on with from there then.
    owed = sent.filter((one) => pending.value.some(({ id: other }) => other === one.id));
    const known = await rowsById(
      'order_line',
      added.map((line) => line.id),
    );
    if (isElsewhere() || isWorth(draft.value)) return;
    // Lines that the server took come back as what was changed on them since.
    const landing = added.filter((line) => known.has(line.id));
    const left = added.filter((line) => !known.has(line.id));
    if (made) {
      const header = afterCreate(rest.header, made as Cells);
      const isOver =
        left.length === 0 &&
        header.size === 0 &&
        rest.texts.size === 0 &&
        landing.every((line) => landedEdits(line, (known.get(line.id) ?? {}) as Cells).size === 0);
      await dropDraft('');
      if (isOver || isElsewhere()) return;
      Object.assign(draftOf(kept.freshId), { ...rest, added: left, landing, customerId: null, header });
      moved(kept.freshId);
      return;
    }
    Object.assign(draft.value, { ...rest, added: left, landing });
    settle();
    if (isWorth(draft.value)) takenUp.value = kept.at;
  };
  watch(pending, (now) => {
    const answered = owed.filter((one) => !now.some(({ id: other }) => other === one.id));
    if (answered.length === 0) return;
    owed = owed.filter((one) => !answered.includes(one));
    for (const { id: one, name, input } of answered)
      if (name === 'order.update' && !returned.value.some((other) => other.id === one))
        Object.assign(draft.value, afterUpdate(draft.value, input));
  });
  const begin = async (): Promise<void> => {
    // An order that has come to be there is no longer the one that was not.
    if (of === '' && id.value !== null && ready) void dropDraft('');
    ready = false;
    await takeUp();
    ready = true;
  };
  watch(id, () => void begin(), { immediate: true });
  watch(
    () => [
      draft.value.customerId,
      draft.value.header,
      draft.value.lines,
      draft.value.added,
      draft.value.removed,
      draft.value.texts,
    ],
    () => {
      void soonHere();
      void soonThere();
      // What is discarded or saved goes at once: whoever leaves in the next moment does not find it again.
      if (!isWorth(draft.value)) void bring();
    },
  );
  // Whoever shuts the lid or turns to another page is not waited for.
  useEventListener(document, 'visibilitychange', () => void (document.visibilityState === 'hidden' && write()));
  useEventListener(window, 'pagehide', () => void write());
  // What could not be brought while nobody answered is brought when somebody does.
  watch(
    () => connection.value.state,
    (state) => {
      if (state === 'live') void soonThere();
    },
  );
  onScopeDispose(() => {
    void write();
    void bring();
    gone = true;
  });
  return {
    takenUp,
    forget: (): void => {
      takenUp.value = null;
    },
  };
};
