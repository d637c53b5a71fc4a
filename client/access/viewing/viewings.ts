import { computed } from 'vue';
import type { List } from '../../sales/list/list.ts';
import { useList } from '../../sales/list/list.ts';
import { useNames } from '../names.ts';
import { roleName } from '../role-name.ts';
import { type Named, viewingsList } from './viewings.list.ts';

/** Who looked as whom, live, with the names beside the ids. */
export const useNamedViewings = (): List => {
  const list = useList(viewingsList);
  const nameOf = useNames();
  const of = (noun: 'person' | 'role', id: unknown): string => (typeof id === 'string' ? nameOf(noun, id) : '');
  const rows = computed(() =>
    list.rows.value.map((row) => {
      const named: Named = {
        who: of('person', row.personId),
        asPerson: of('person', row.asPersonId),
        asRole: roleName(of('role', row.asRoleId)),
      };
      return { ...row, ...named };
    }),
  );
  return { ...list, rows };
};
