import { computed, reactive, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { choiceName } from '../../../shared/system/choice/choice.rules.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { codeFrom } from '../../system/choice/code.ts';
import { words } from '../../words/words.ts';
import { editsOf } from '../edit/edits-of.ts';

export type KeptNoun = 'price_list' | 'tax_code' | 'payment_term';
/** What all three have in common as they are entered. */
export type Names = {
  isNew: boolean;
  code: string;
  name: string;
  traditionalName: string;
  simplifiedName: string;
};

/** A row as the table of them shows it. */
export type KeptRow = {
  readonly id: string;
  readonly code?: string;
  readonly label: string;
  readonly active?: boolean;
  readonly mayChange: boolean;
  readonly mayDelete: boolean;
};

/**
 * Rows that the company keeps and chooses from, under the hands of who keeps them. `blank` is what a form holds of a row, or
 * of a new one; `inputOf` what it comes to beside names and code: null while something in it is no value.
 */
export const useKept = <N extends KeptNoun, F extends object>(
  noun: N,
  {
    blank,
    inputOf,
  }: {
    readonly blank: (row: Shown<N> | null) => F;
    readonly inputOf: (form: F) => object | null;
  },
) => {
  const rights = useRights();
  const notices = useNotices();
  const { rows, state } = useCollection(noun, { limit: 100 });
  const open = ref(false);
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const named = (row: Shown<N> | null): Names => {
    const of = row as Partial<Names> | null;
    return {
      isNew: row === null,
      code: of?.code ?? '',
      name: of?.name ?? '',
      traditionalName: of?.traditionalName ?? '',
      simplifiedName: of?.simplifiedName ?? '',
    };
  };
  const names = reactive(named(null));
  const form = reactive(blank(null)) as F;
  const all = computed(() => rows.value as readonly (Shown<N> & Partial<Names> & { active?: boolean })[]);
  const code = computed(
    () => names.code.trim() || codeFrom(names.name, new Set(all.value.flatMap((row) => row.code || []))),
  );
  const input = computed(() => inputOf(form));
  /** The row under change, as it stood when one began: nothing but what differs from it is sent. */
  const base = shallowRef<Shown<N> | null>(null);
  const give = (now: object): ReturnType<typeof command> => {
    if (base.value === null) return command(`${noun}.set`, { code: code.value, isNew: true, ...now });
    return command(`${noun}.update`, { id: base.value.id, set: editsOf(base.value, now) });
  };
  return {
    state,
    rows: computed(() =>
      all.value.map((row) => ({
        ...row,
        label: choiceName(row, words.language),
        mayChange: rights.value.may(noun, 'update', row),
        mayDelete: rights.value.may(noun, 'delete', row),
      })),
    ),
    mayAdd: computed(() => rights.value.mayEver(noun, 'create')),
    open,
    busy,
    names,
    form,
    code,
    isWhole: computed(() => names.name.trim() !== '' && code.value !== '' && input.value !== null),
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
    begin: (row: Shown<N> | null): void => {
      refusal.value = null;
      base.value = row;
      Object.assign(names, named(row));
      Object.assign(form, blank(row));
      open.value = true;
    },
    save: async (): Promise<void> => {
      if (busy.value || input.value === null) return;
      busy.value = true;
      const answer = await give({
        name: names.name.trim(),
        traditionalName: names.traditionalName.trim() || null,
        simplifiedName: names.simplifiedName.trim() || null,
        ...input.value,
      });
      busy.value = false;
      if ('refused' in answer) refusal.value = answer;
      else open.value = false;
    },
    turn: async ({ id, active }: { readonly id: string; readonly active?: boolean }): Promise<void> => {
      const answer = await command(`${noun}.update`, { id, set: { active: { from: active, to: !active } } });
      if ('refused' in answer) notices.refused(answer);
    },
    remove: async (row: { readonly id: string }): Promise<void> => {
      const answer = await command(`${noun}.delete`, { id: row.id });
      if ('refused' in answer) notices.refused(answer);
    },
  };
};
