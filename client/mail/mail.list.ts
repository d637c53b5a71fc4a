import type { Column } from '../sales/list/column.ts';
import type { ListOf } from '../sales/list/list.ts';
import Addressee from './Addressee.vue';

const columns: readonly Column[] = [
  {
    field: 'personId',
    width: 200,
    flex: 2,
    sortable: false,
    cell: {
      part: Addressee,
      props: (_id: unknown, row: { readonly [field: string]: unknown }) => ({ name: row.addressee }),
    },
  },
  { field: 'kind', width: 120 },
  { field: 'state', width: 120 },
  { field: 'reason', width: 260, flex: 2 },
  { field: 'code', width: 120 },
  { field: 'attempts', width: 110 },
  { field: 'at', width: 120 },
  { field: 'dueAt', width: 130, spare: true },
  { field: 'settledAt', width: 120, spare: true },
];

export const mailList: ListOf<'mail'> = {
  noun: 'mail',
  route: 'mail',
  columns,
  sort: [{ field: 'at', down: true }],
  views: [
    { id: 'all', label: 'mail.views.all', where: null, first: () => true },
    { id: 'failed', label: 'mail.views.failed', where: { field: 'state', is: 'in', value: ['failed'] } },
    { id: 'waiting', label: 'mail.views.waiting', where: { field: 'state', is: 'in', value: ['waiting', 'sending'] } },
  ],
  filters: ['state', 'kind', 'personId', 'reason', 'at'],
};
