/** One change of rights under the eyes of whoever decides it, or of whoever asked. */
import { computed, type Ref, ref, watch } from 'vue';
import type { Rule } from '../../../shared/access/rule.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { percentText } from '../../face/figures.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { useMe } from '../me.ts';
import { useNames } from '../names.ts';
import { useRights } from '../rights.ts';
import { differencesOf, matrixOf } from '../role/matrix.ts';
import { enumerated, type Saying } from '../role/role-words.ts';
import { roleName } from '../role-name.ts';

export type ShownChange = Shown<'role_change'>;
type Cells = { readonly [field: string]: unknown };
export type CellChange = { readonly label: string; readonly from: string; readonly to: string };

/** Whose rights they are, in words. */
export const subjectOf = ({ kind, subjectName }: ShownChange): string =>
  kind === 'role' ? roleName(subjectName ?? '') : (subjectName ?? '');

/** The one that waits for this role, person or wall, live; null where there is none, or one may not know. */
export const useWaitingFor = (kind: NonNullable<ShownChange['kind']>, id: Ref<string>) => {
  const rights = useRights();
  const { rows } = useCollection('role_change', () =>
    rights.value.mayEver('role_change', 'read')
      ? {
          where: {
            all: [
              { field: 'kind', is: 'eq', value: kind },
              { field: 'subjectId', is: 'eq', value: id.value },
              { field: 'status', is: 'eq', value: 'waiting' },
            ],
          },
          limit: 1,
        }
      : null,
  );
  return computed(() => rows.value[0] ?? null);
};

export const useRoleChange = (change: Ref<ShownChange | null>) => {
  const me = useMe();
  const rights = useRights();
  const notices = useNotices();
  const nameOf = useNames();
  const named = (noun: NounName, id: string): string =>
    noun === 'role' ? roleName(nameOf(noun, id)) : nameOf(noun, id);
  const saying = computed<Saying>(() => ({ nameOf: named, currency: me.organisation.currency }));
  const isMine = computed(() => change.value?.askedById === me.me?.person.id);
  const waits = computed(() => change.value?.status === 'waiting');
  const may = (action: 'decide' | 'withdraw'): boolean =>
    change.value !== null && waits.value && rights.value.may('role_change', action, change.value);
  const mayDecide = computed(() => !isMine.value && may('decide'));
  const mayWithdraw = computed(() => isMine.value && may('withdraw'));

  const before = computed(() => (change.value?.before ?? {}) as Cells);
  const after = computed(() => (change.value?.after ?? {}) as Cells);
  const rulesIn = (cells: Cells): readonly Rule[] => (cells.rules ?? []) as readonly Rule[];
  const differences = computed(() =>
    change.value?.kind === 'role' ? differencesOf(matrixOf(rulesIn(before.value)), matrixOf(rulesIn(after.value))) : [],
  );
  const listed = (noun: NounName, ids: unknown): string =>
    enumerated(((ids ?? []) as readonly string[]).map((id) => named(noun, id)));
  const text = (field: string, value: unknown): string => {
    const said =
      field === 'roleIds'
        ? listed('role', value)
        : field === 'warehouseIds'
          ? listed('warehouse', value)
          : field === 'discountAuthority'
            ? `${percentText(Number(value ?? 0), words.language)} %`
            : field === 'teamId' || field === 'roleId'
              ? listed(field === 'teamId' ? 'team' : 'role', value ? [value] : [])
              : String(value ?? '');
    return said === '' ? words.t('rights.none') : said;
  };
  /** What is not a rule: name and home of a role, the cells of a person or a wall. */
  const cells = computed<readonly CellChange[]>(() => {
    const { kind } = change.value ?? {};
    if (kind === undefined) return [];
    return Object.keys(after.value)
      .filter(
        (field) => field !== 'rules' && JSON.stringify(before.value[field]) !== JSON.stringify(after.value[field]),
      )
      .map((field) => ({
        label: words.field(kind, field),
        from: text(field, before.value[field]),
        to: text(field, after.value[field]),
      }));
  });

  const why = ref('');
  const busy = ref(false);
  const missing = ref(false);
  watch(
    () => change.value?.id,
    () => {
      why.value = '';
      missing.value = false;
    },
  );
  const send = async (name: string, input: object, done: string): Promise<boolean> => {
    if (!change.value || busy.value) return false;
    const { id } = change.value;
    busy.value = true;
    const answer = await command(name, { id, ...input }, { about: { noun: 'role_change', id } });
    busy.value = false;
    if ('refused' in answer) notices.refused(answer, id);
    else notices.done(done);
    return !('refused' in answer);
  };
  const decide = async (accept: boolean): Promise<boolean> => {
    if (!mayDecide.value) return false;
    const said = why.value.trim();
    missing.value = !accept && said === '';
    if (missing.value) return false;
    return send(
      'role_change.decide',
      { accept, why: said || null },
      words.t(accept ? 'rights.done.accepted' : 'rights.done.refused'),
    );
  };
  return {
    saying,
    isMine,
    mayDecide,
    mayWithdraw,
    differences,
    cells,
    why,
    busy,
    missing,
    accept: () => decide(true),
    refuse: () => decide(false),
    withdraw: () => send('role_change.withdraw', {}, words.t('rights.done.withdrawn')),
  };
};
export type DecidingRights = ReturnType<typeof useRoleChange>;
