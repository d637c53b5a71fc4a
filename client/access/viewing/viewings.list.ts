import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import NameOf from './NameOf.vue';

/** The names that stand beside the ids in a row, for the cells. */
export type Named = { readonly who: string; readonly asPerson: string; readonly asRole: string };
const named = (name: keyof Named) => ({
  part: NameOf,
  props: (_id: unknown, row: { readonly [field: string]: unknown }) => ({ name: row[name] }),
});

const columns: readonly Column[] = [
  { field: 'personId', width: 200, flex: 2, sortable: false, cell: named('who') },
  { field: 'asPersonId', width: 200, flex: 2, sortable: false, cell: named('asPerson') },
  { field: 'asRoleId', width: 180, flex: 1, sortable: false, cell: named('asRole') },
  { field: 'since', width: 112 },
  { field: 'endedAt', width: 112 },
  { field: 'ended', width: 220, flex: 1 },
  { field: 'status', spare: true },
  { field: 'until', spare: true },
];

export const viewingsList: ListOf<'viewing'> = {
  noun: 'viewing',
  route: 'viewings',
  columns,
  sort: [{ field: 'since', down: true }],
  views: [
    { id: 'all', label: 'viewing.views.all', where: null, first: () => true },
    { id: 'open', label: 'viewing.views.open', where: { field: 'status', is: 'in', value: ['open'] } },
  ],
  filters: ['status', 'personId', 'asPersonId', 'asRoleId', 'since', 'ended'],
};
