/**
 * What is entered and not saved outlives the page: encrypted on this device at once, for eight hours, and at the server as
 * soon as it can be reached, where another device finds it too. The later of the two is gone on with.
 */
import { useDebounceFn, useEventListener } from '@vueuse/core';
import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';
import { uuid7 } from '../../../shared/base/id.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import {
  type DraftContent,
  draftContentFrom,
  draftMadeWhole,
} from '../../../shared/sales/order_draft/order_draft.content.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useConnection } from '../../face/connection-state.ts';
import type { Shown } from '../../live/collection.ts';
import { drafts, hasTakenUp, usePending, useReturned } from '../../live/connection.ts';
import type { Pending } from '../../live/locker.ts';
import type { Cells } from '../edit/edits.ts';
import { rowsOf } from '../list/rows.ts';
import { contentOf, type Kept, keptOf } from './draft.content.ts';
import { afterCreate, afterUpdate } from './draft.rebase.ts';
import { toldHere } from './draft.telling.ts';
import { draftOf, isWorth, type OrderDraft } from './order.draft.ts';
import { landedEdits } from './order.line-edits.ts';

/** Pauses after which it is written here and at the server, ms. */
const HERE = 300;
const THERE = 3_000;
/** A command of the last visit that is still on its way is waited for so long, ms. */
const PATIENCE = 10_000;
/** No content is this. */
const UNKNOWN = 'unknown';
/** A draft without when it was entered. */
const bareOf = (content: string): string => content.replace(/"at":\d+/, '');
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

const atServer = async (orderId: string): Promise<DraftContent | null> => {
  const answer = await fetch(`/api/drafts/order?id=${encodeURIComponent(orderId)}`, {
    headers: { accept: 'application/json' },
  }).catch(() => null);
  if (!answer?.ok) return null;
  return draftContentFrom(((await answer.json()) as { content?: string | null }).content ?? '');
};
const onDevice = async (person: string, orderId: string): Promise<DraftContent | null> => {
  const left = await drafts.left(person, Date.now()).catch(() => null);
  const found = left?.kept.find(({ id }) => id === (orderId || 'new'));
  return typeof found?.input === 'string' ? draftContentFrom(found.input) : null;
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

/** Keeps an order's draft while its page stands, and takes up what was left. `takenUp`: since when that is, ms. */
export const useDraftKeeping = ({ id, draft, moved, settle }: Keeping) => {
  const me = useMe();
  const rights = useRights();
  const pending = usePending();
  const returned = useReturned();
  const connection = useConnection();
  const takenUp = ref<number | null>(null);
  const may = computed(() => rights.value.mayEver('order_draft', 'create') && !me.me?.viewing);
  const person = (): string => me.me?.person.id ?? '';
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
    const bare = bareOf(content);
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

  /** What lies here, as its person reads now, made whole by what lies at the server; what is out of sight is erased here. */
  const toldNow = async (here: DraftContent, orderId: string, stored: DraftContent | null) => {
    const told = await toldHere(here, orderId, rights.value);
    if (!told) await drafts.drop(orderId || 'new').catch(() => undefined);
    return told && stored ? draftMadeWhole(told, stored) : (told ?? stored);
  };
  /** What did not show and shows again comes back into the draft on the page. */
  const refill = async (): Promise<void> => {
    const orderId = of;
    if (draft.value.withheld.size === 0) return;
    const stored = await atServer(orderId);
    const now = draftContentFrom(contentOf(draft.value, 0));
    if (!stored || !now || gone || of !== orderId) return;
    const { withheld, header, lines, added, texts } = keptOf(draftMadeWhole(now, stored)).draft;
    if (withheld.size < draft.value.withheld.size)
      Object.assign(draft.value, { withheld, header, lines, added, texts });
  };
  const takeUp = async (): Promise<void> => {
    const orderId = id.value ?? '';
    of = orderId;
    // What one comes back to may have been kept on the way out, or on another visit.
    there = isWorth(draft.value) ? UNKNOWN : '';
    // A customer that was chosen on another page is who this order is for.
    const isChosen = (): boolean => id.value === null && draft.value.customerId !== null;
    if (!may.value || isWorth(draft.value) || isChosen()) return refill();
    const here = await onDevice(person(), orderId);
    const stored = await atServer(orderId);
    const isHere = here !== null && (stored === null || here.at > stored.at);
    let content = isHere ? here : stored;
    // Somebody began to type meanwhile, or went elsewhere: what is under their hands stands.
    const isElsewhere = (): boolean => gone || (id.value ?? '') !== orderId;
    if (!content || isElsewhere() || isWorth(draft.value) || isChosen()) return;
    there = UNKNOWN;
    await Promise.race([hasTakenUp, pause(PATIENCE)]);
    const whose = orderId || content.freshId;
    const mine = (): readonly Pending[] => pending.value.filter(({ about }) => about?.id === whose);
    const sent = mine();
    for (let waited = 0; mine().length > 0 && waited < PATIENCE; waited += 100) await pause(100);
    // An order whose making is still on its way is not out of sight.
    if (isHere && mine().length === 0) content = await toldNow(here, orderId, stored);
    if (!content) return;
    const kept = keptOf(content);
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
      Object.assign(draftOf(kept.freshId), {
        ...rest,
        added: left,
        landing,
        customerId: null,
        header,
        withheld: new Set(),
      });
      moved(kept.freshId);
      return;
    }
    Object.assign(draft.value, { ...rest, added: left, landing });
    settle();
    // What a part is missing from is not brought before somebody types: it is there in whole.
    if (!isHere && draft.value.withheld.size > 0) there = bareOf(contentOf(draft.value, 0));
    if (isWorth(draft.value)) takenUp.value = kept.at;
  };
  watch(rights, () => void refill());
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
    /** Of what was entered something does not show at present. */
    isPartly: computed(() => draft.value.withheld.size > 0),
    forget: (): void => {
      takenUp.value = null;
    },
  };
};
