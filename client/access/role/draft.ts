import { computed, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { conditionFault } from '../../../shared/access/role/role.condition.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { useMe } from '../me.ts';
import { comparable, firstLeaf } from './comparisons.ts';
import { type Clause, clauseOf, differencesOf, type Fielded, matrixOf, onTop, rowsKey } from './matrix.ts';
import { groupsOf, scopesOf } from './nouns.ts';
import { inputOf, kept, type RoleState, same } from './role-state.ts';
import { ruleFrom } from './roles.ts';

/** Steps back that an editor keeps. */
const PAST = 100;

type Waits = { readonly waits: true };
type Saved =
  | { readonly refused: Refusal }
  | Waits
  | { readonly back: () => Promise<{ readonly refused: Refusal } | Waits | null> };

/** A role as it stands, live, and as it is being edited. */
export const useRoleDraft = (id: Ref<string>) => {
  const me = useMe();
  const role = useRow('role', id);
  const rules = useCollection('rule', () => ({ where: { field: 'roleId', is: 'eq', value: id.value }, limit: 500 }));
  const live = computed<RoleState | null>(() => {
    const row = role.row.value;
    if (!row || rules.state.value !== 'ready') return null;
    return {
      name: row.name ?? '',
      home: row.home ?? '',
      matrix: matrixOf(rules.rows.value.flatMap(ruleFrom)),
      from: rules.rows.value.map((rule) => rule.id),
    };
  });
  const base: ShallowRef<RoleState | null> = shallowRef(null);
  const draft: ShallowRef<RoleState | null> = shallowRef(null);
  const past: ShallowRef<readonly RoleState[]> = shallowRef([]);
  const key = computed(() => `${me.me?.person.id ?? ''} ${id.value}`);

  const dirty = computed(() => base.value !== null && draft.value !== null && !same(base.value, draft.value));
  watch(
    [key, live],
    ([at, now], before) => {
      if (at !== before[0]) {
        const found = kept.get(at);
        base.value = found?.base ?? null;
        draft.value = found?.draft ?? null;
        past.value = found?.past ?? [];
      }
      // Nothing edited: what others save is what is shown.
      if (now && !dirty.value) {
        base.value = now;
        draft.value = now;
      }
    },
    { immediate: true },
  );
  watch([base, draft, past], () => {
    if (base.value && draft.value && dirty.value) {
      kept.set(key.value, { base: base.value, draft: draft.value, past: past.value });
    } else kept.delete(key.value);
  });

  const change = (now: Partial<RoleState>): void => {
    if (!draft.value) return;
    past.value = [...past.value, draft.value].slice(-PAST);
    draft.value = { ...draft.value, ...now };
  };
  const undo = (): void => {
    const before = past.value.at(-1);
    if (!before) return;
    past.value = past.value.slice(0, -1);
    draft.value = before;
  };
  const edit = (clauseId: string, to: (clause: Clause) => Clause): void => {
    if (draft.value)
      change({ matrix: draft.value.matrix.map((clause) => (clause.id === clauseId ? to(clause) : clause)) });
  };
  const toggled = (list: readonly string[] | null, one: string): readonly string[] =>
    list?.includes(one) ? list.filter((other) => other !== one) : [...(list ?? []), one];

  /** A further clause begins on rows that no other clause of the noun names, else the two would be one. */
  const add = (on: NounName): Clause | null => {
    if (!draft.value) return null;
    const { matrix } = draft.value;
    const used = new Set(matrix.filter((one) => one.on === on).map(rowsKey));
    const free = scopesOf(on).find((scope) => !used.has(rowsKey({ on, scope, when: null })));
    const [field] = comparable(on);
    const clause: Clause = {
      ...clauseOf(`new ${matrix.length} ${on}`, on, free ?? 'all', free || !field ? null : firstLeaf(on, field)),
      groups: {
        read: groupsOf(on)
          .slice(0, 1)
          .map(({ group }) => group),
        create: null,
        update: null,
      },
    };
    const at = matrix.findLastIndex((one) => one.on === on);
    change({ matrix: matrix.toSpliced(at < 0 ? matrix.length : at + 1, 0, clause) });
    return clause;
  };

  /** Clauses with a condition that can stand in no rule yet. */
  const faulty = computed(
    () =>
      new Set(
        (draft.value?.matrix ?? []).flatMap(({ id: one, on, when }) =>
          when !== null && conditionFault(on, when) ? [one] : [],
        ),
      ),
  );
  /** What others saved while this was being edited. */
  const overtaken = computed(() => {
    const [was, now] = [base.value, live.value];
    if (!was || !now || !dirty.value || same(was, now)) return null;
    return { differences: differencesOf(was.matrix, now.matrix), renamed: was.name === now.name ? null : now.name };
  });
  const differences = computed(() =>
    base.value && draft.value ? differencesOf(base.value.matrix, draft.value.matrix) : [],
  );

  const saving = ref(false);
  const settle = (): void => {
    base.value = live.value;
    draft.value = live.value;
    past.value = [];
  };
  /** The same rules may meanwhile stand in other rows: those are the ones that the edit is made from. */
  const fromOf = (state: RoleState): readonly string[] =>
    live.value && same(live.value, state) ? live.value.from : state.from;
  const send = (state: RoleState, from: RoleState, why: string | null = null) =>
    command('role.save', {
      id: id.value,
      ...(state.name === from.name ? {} : { name: state.name }),
      ...(state.home === from.home ? {} : { home: state.home }),
      rules: inputOf(state),
      from: fromOf(from),
      ...(why === null ? {} : { why }),
    });
  /** What was sent stands; rows that went are only known to be gone with the next frame, which is then followed. */
  const stands = (state: RoleState): void => {
    base.value = state;
    draft.value = state;
    past.value = [];
  };
  /** Answers the refusal, that it waits for a second person, or how to take it back: then whether that waits. */
  const save = async (why: string | null): Promise<Saved> => {
    const [was, now] = [base.value, draft.value];
    if (!was || !now) return { refused: { refused: 'missing' } };
    saving.value = true;
    try {
      const answer = await send(now, was, why);
      if ('refused' in answer) return { refused: answer };
      if (answer.answer.waits) {
        settle();
        return { waits: true };
      }
      stands(now);
      return {
        back: async () => {
          const undone = await send(was, now);
          if ('refused' in undone) return { refused: undone };
          if (undone.answer.waits) return { waits: true };
          stands(was);
          return null;
        },
      };
    } finally {
      saving.value = false;
    }
  };

  return {
    role,
    base,
    draft,
    dirty,
    differences,
    overtaken,
    faulty,
    saving,
    canUndo: computed(() => past.value.length > 0),
    state: computed(() => {
      if (draft.value) return 'ready' as const;
      if (role.state.value === 'ready' && role.row.value === null) return 'missing' as const;
      return role.state.value === 'refused' ? ('missing' as const) : ('opening' as const);
    }),
    rename: (name: string) => change({ name }),
    begin: (home: string) => change({ home }),
    toggleGroup: (clause: string, may: Fielded, group: string) =>
      edit(clause, (one) => {
        const now = toggled(one.groups[may], group);
        return { ...one, groups: { ...one.groups, [may]: now.length > 0 ? now : null } };
      }),
    toggleAction: (clause: string, action: string) =>
      edit(clause, (one) => ({ ...one, actions: toggled(one.actions, action) })),
    setRows: (clause: string, rows: Partial<Pick<Clause, 'scope' | 'when'>>) =>
      edit(clause, (one) => ({ ...one, ...rows })),
    add,
    remove: (clause: string) => {
      if (draft.value) change({ matrix: draft.value.matrix.filter((one) => one.id !== clause) });
    },
    restore: (clause: Clause) => {
      if (draft.value && !draft.value.matrix.some((one) => rowsKey(one) === rowsKey(clause))) {
        change({ matrix: [...draft.value.matrix, clause] });
      }
    },
    undo,
    /** Back to what is saved; answers the way back to the edits. */
    discard: (): (() => void) | null => {
      const [was, mine, before] = [base.value, draft.value, past.value];
      if (!was || !mine || !dirty.value) return null;
      const at = key.value;
      settle();
      return () => {
        if (key.value !== at) kept.set(at, { base: was, draft: mine, past: before });
        else [base.value, draft.value, past.value] = [was, mine, before];
      };
    },
    /** My edits upon what others saved meanwhile. */
    takeBoth: () => {
      const [was, mine, theirs] = [base.value, draft.value, live.value];
      if (!was || !mine || !theirs) return;
      base.value = theirs;
      draft.value = {
        name: mine.name === was.name ? theirs.name : mine.name,
        home: mine.home === was.home ? theirs.home : mine.home,
        matrix: onTop(was.matrix, mine.matrix, theirs.matrix),
        from: theirs.from,
      };
      past.value = [];
    },
    save,
  };
};
export type RoleDraft = ReturnType<typeof useRoleDraft>;
