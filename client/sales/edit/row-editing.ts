import { computed, type Ref, ref, shallowReactive, shallowRef, watch } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { command, dismiss, useReturned } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import type { Mark } from '../timeline/timeline.ts';
import {
  afterSave,
  asInput,
  type Cells,
  type Edit,
  edit,
  edited,
  isContested,
  keepMine,
  type RowEdits,
  settled,
  withoutEdit,
} from './edits.ts';
import type { InputKind } from './field-kinds.ts';
import type { Place } from './presence.ts';

export type FieldSpec = {
  readonly name: string;
  readonly kind?: InputKind;
  readonly rows?: number;
  readonly required?: true;
  readonly choices?: () => readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  /** What the server would say of the row as it is edited: said once the field is left. */
  readonly check?: (now: Cells) => Refusal | null;
};
type Kept = { edits: RowEdits; texts: ReadonlyMap<string, string> };

/** What was edited on rows and not saved outlives their pages; it is one person's. */
const kept = new Map<string, Kept>();
let whose = '';
const keptOf = (person: string, key: string): Kept => {
  if (whose !== person) kept.clear();
  whose = person;
  const found = kept.get(key) ?? shallowReactive({ edits: new Map(), texts: new Map() });
  kept.set(key, found);
  return found;
};

/**
 * The fields of one live row under the hands of a person. `id` null is a row that is not at the server yet; `fresh` is what
 * it begins with, `as` tells it from others that are not there yet either.
 */
export const useRowEditing = (
  noun: NounName,
  id: Ref<string | null>,
  row: Ref<Cells | null>,
  fresh: () => Cells = () => ({}),
  as: () => string = () => 'new',
) => {
  const me = useMe();
  const rights = useRights();
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const state = computed(() => keptOf(me.me?.person.id ?? '', `${noun} ${id.value ?? as()}`));
  const base = computed<Cells>(() => (id.value === null ? fresh() : (row.value ?? {})));
  const edits = computed(() => settled(state.value.edits, base.value));
  const now = computed(() => edited(base.value, edits.value));
  /** Edits of this row that were kept without a connection and refused then. */
  const all = useReturned();
  const returned = computed(() =>
    all.value.filter(({ name, about }) => name === `${noun}.update` && id.value !== null && about?.id === id.value),
  );
  // They stand in their fields again, also where the page was loaded anew since.
  watch(
    returned,
    (now) => {
      for (const { input } of now) {
        const set = Object.entries((input as { readonly set?: { readonly [field: string]: Edit } }).set ?? {});
        const missing = set.filter(([field]) => !state.value.edits.has(field));
        if (missing.length > 0) state.value.edits = new Map([...state.value.edits, ...missing]);
      }
    },
    { immediate: true },
  );
  const contested = (field: string): boolean => isContested(edits.value, base.value, field);
  const mayEdit = (field: string): boolean =>
    id.value === null
      ? rights.value.unwritable(
          noun,
          'create',
          { ...base.value, sellerId: rights.value.actor.id, teamId: rights.value.actor.teamId },
          [field],
        ) === null
      : rights.value.unwritable(noun, 'update', base.value, [field]) === null;
  /** What was said of a field is said of what stood there. */
  const touch = (field: string): void => {
    if (refusal.value?.field === field) refusal.value = null;
  };
  const withText = (field: string, text: string | null): void => {
    const texts = new Map(state.value.texts);
    if (text === null) texts.delete(field);
    else texts.set(field, text);
    state.value.texts = texts;
  };
  /** A field that is neither filled nor mine to fill says nothing. */
  const isShown = (field: string): boolean => {
    if (mayEdit(field)) return true;
    const value = base.value[field];
    return id.value !== null && value !== undefined && value !== null && value !== '';
  };

  const faultOf = (found: Refusal | null | undefined): string | undefined => (found ? words.refusal(found) : undefined);
  const fieldOf = ({ check, ...spec }: FieldSpec, place?: Place, marks?: ReadonlyMap<string, Mark>) => ({
    ...spec,
    choices: spec.choices?.(),
    kind: spec.kind ?? ('text' as const),
    value: now.value[spec.name],
    editable: mayEdit(spec.name),
    dirty: id.value !== null && edits.value.has(spec.name),
    who: place?.who(spec.name) ?? '',
    mark: marks?.get(`${id.value} ${spec.name}`)?.name,
    contested: contested(spec.name),
    theirs: base.value[spec.name],
    of: `${id.value} ${spec.name}`,
    wrong: state.value.texts.get(spec.name),
    error: refusal.value?.field === spec.name ? words.refusal(refusal.value) : undefined,
    fault: faultOf(edits.value.has(spec.name) ? check?.(now.value) : null),
  });
  const on = (field: string, place?: Place) => ({
    set: (value: unknown) => {
      touch(field);
      withText(field, null);
      state.value.edits = edit(edits.value, base.value, field, value);
    },
    wrong: (text: string) => withText(field, text),
    at: () => place?.at(field),
    leave: () => place?.leave(),
    mine: () => {
      state.value.edits = keepMine(edits.value, base.value, field);
    },
    theirs: () => {
      withText(field, null);
      state.value.edits = withoutEdit(edits.value, field);
    },
  });

  const send = async (
    name: string,
    input: object,
    sent: RowEdits,
  ): Promise<{ readonly [name: string]: unknown } | null> => {
    busy.value = true;
    const answer = await command(name, input, id.value === null ? {} : { about: { noun, id: id.value } });
    busy.value = false;
    if ('refused' in answer) {
      refusal.value = answer;
      return null;
    }
    refusal.value = null;
    state.value.edits = afterSave(state.value.edits, sent);
    return answer.answer;
  };
  const blocked = computed(() => {
    if (state.value.texts.size > 0) return words.t('edit.notWhole');
    return [...edits.value.keys()].some(contested) ? words.t('edit.choose') : null;
  });
  return {
    base,
    now,
    busy,
    refusal,
    dirty: computed(() => edits.value.size > 0 || state.value.texts.size > 0),
    changes: computed(() => edits.value.size),
    blocked,
    isShown,
    fieldOf,
    on,
    setField: (field: string, value: unknown) => {
      touch(field);
      state.value.edits = edit(edits.value, base.value, field, value);
    },
    discard: () => {
      refusal.value = null;
      for (const one of returned.value) dismiss(one.id);
      state.value.edits = new Map();
      state.value.texts = new Map();
    },
    /** Sends the edits, each with what it was made from; answers whether they were taken. */
    update: async (why: string | null, more: object = {}): Promise<boolean> => {
      if (busy.value || blocked.value || id.value === null) return false;
      const sent = edits.value;
      const set = sent.size > 0 ? { set: asInput(sent) } : {};
      return (await send(`${noun}.update`, { id: id.value, ...set, ...(why ? { why } : {}), ...more }, sent)) !== null;
    },
    /** Makes the row from what was filled in, and answers its id. */
    create: async (more: object = {}): Promise<string | null> => {
      if (busy.value || blocked.value) return null;
      const sent = edits.value;
      const given = Object.fromEntries(
        Object.entries({ ...fresh(), ...Object.fromEntries([...sent].map(([field, { to }]) => [field, to])) }).filter(
          ([, value]) => value !== null && value !== undefined,
        ),
      );
      const answer = await send(`${noun}.create`, { ...given, ...more }, sent);
      return answer === null ? null : String(answer.id);
    },
  };
};
export type RowEditing = ReturnType<typeof useRowEditing>;
