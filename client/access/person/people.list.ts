import type { Filter } from '../../../shared/live/protocol.ts';
import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import type { BuiltIn } from '../../sales/list/views.ts';
import NamesCell from './NamesCell.vue';

const named = (kind: 'role' | 'team' | 'warehouse') => ({
  part: NamesCell,
  props: (value: unknown) => ({ kind, ids: Array.isArray(value) ? value : [value] }),
});

const columns: readonly Column[] = [
  { field: 'name', width: 230 },
  { field: 'status', width: 110 },
  { field: 'roleIds', flex: 2, width: 180, sortable: false, cell: named('role') },
  { field: 'teamId', width: 120, sortable: false, cell: named('team') },
  { field: 'warehouseIds', flex: 1, width: 150, sortable: false, cell: named('warehouse') },
  { field: 'email', flex: 1, width: 220 },
  { field: 'discountAuthority', width: 150, spare: true },
  { field: 'language', width: 110, spare: true },
];

const status = (value: string): Filter => ({ field: 'status', is: 'in', value: [value] });
const views: readonly BuiltIn[] = [
  { id: 'all', label: 'access.people.views.all', where: null, first: () => true },
  { id: 'active', label: 'access.people.views.active', where: status('active') },
  { id: 'invited', label: 'access.people.views.invited', where: status('invited') },
  { id: 'suspended', label: 'access.people.views.suspended', where: status('suspended') },
];

export const peopleList: ListOf<'person'> = {
  noun: 'person',
  route: 'people',
  columns,
  views,
  sort: [{ field: 'name' }],
  filters: ['status', 'teamId', 'language'],
};
