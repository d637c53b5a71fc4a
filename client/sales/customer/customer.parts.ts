import { computed, type Ref, ref } from 'vue';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import type { Cells } from '../edit/edits.ts';
import { type FieldSpec, useRowEditing } from '../edit/row-editing.ts';

type Part = 'contact' | 'address';
/** More than a customer can have of either. */
const SHOWN = 300;

/**
 * The contacts or addresses of a customer, live: entered and changed in a dialog, one of them marked as the usual one.
 * `kind` of a new row; `fresh` what a new one begins with; `required` without which it is not saved; `called` how a row is
 * said in a sentence.
 */
export const useCustomerParts = <N extends Part>(
  noun: N,
  customerId: Ref<string>,
  how: {
    readonly fresh: (kind: string) => Cells;
    readonly fields: (kind: string) => readonly FieldSpec[];
    readonly required: string;
    readonly called: (row: Shown<N>) => string;
  },
) => {
  const rights = useRights();
  const notices = useNotices();
  const seen = computed(() => rights.value.mayEver(noun, 'read'));
  const list = useCollection(noun, () =>
    seen.value
      ? {
          where: { field: 'customerId', is: 'eq', value: customerId.value },
          sort: [{ field: 'usual', down: true }],
          limit: SHOWN,
        }
      : null,
  );
  const open = ref(false);
  const id = ref<string | null>(null);
  const kind = ref('');
  const row = computed(() => (list.rows.value.find((one) => one.id === id.value) ?? null) as Cells | null);
  const editing = useRowEditing(
    noun,
    id,
    row,
    () => how.fresh(kind.value),
    () => `${customerId.value} ${kind.value}`,
  );
  const of = (one: Shown<N>) => one as unknown as Cells & { readonly id: string };
  const may = (one: Shown<N>): boolean =>
    rights.value.unwritable(noun, 'update', of(one), [how.required, 'usual']) === null;
  const send = async (name: 'update' | 'remove', input: object): Promise<boolean> => {
    const answer = await command(`${noun}.${name}`, input, { about: { noun: 'customer', id: customerId.value } });
    if ('refused' in answer) notices.refused(answer);
    return !('refused' in answer);
  };
  return {
    seen,
    rows: list.rows,
    state: list.state,
    may,
    /** May one of this kind be entered? */
    mayAdd: (of: string): boolean =>
      rights.value.unwritable(
        noun,
        'create',
        { ...how.fresh(of), sellerId: rights.value.actor.id, teamId: rights.value.actor.teamId },
        [how.required],
      ) === null,
    open,
    isNew: computed(() => id.value === null),
    kind,
    editing,
    fields: computed(() => how.fields(kind.value)),
    why: computed(() =>
      editing.now.value[how.required]
        ? editing.blocked.value
        : words.t('customers.missing', { fields: words.field(noun, how.required) }),
    ),
    add: (of: string): void => {
      id.value = null;
      kind.value = of;
      open.value = true;
    },
    change: (one: Shown<N>): void => {
      id.value = one.id;
      kind.value = String(of(one).kind ?? '');
      open.value = true;
    },
    save: async (): Promise<void> => {
      const done =
        id.value === null
          ? (await editing.create({ customerId: customerId.value })) !== null
          : !editing.dirty.value || (await editing.update(null));
      if (done) open.value = false;
    },
    makeUsual: (one: Shown<N>) => send('update', { id: one.id, set: { usual: { from: false, to: true } } }),
    remove: async (one: Shown<N>): Promise<void> => {
      if (!(await send('remove', { id: one.id }))) return;
      const { id: _id, sellerId: _sellerId, teamId: _teamId, ...cells } = of(one);
      const again = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
      notices.done(words.t('customers.removed', { name: how.called(one) }), async () => {
        const answer = await command(`${noun}.create`, again);
        if ('refused' in answer) notices.refused(answer);
      });
    },
  };
};
