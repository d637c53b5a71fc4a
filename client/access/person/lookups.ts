import { computed, onScopeDispose, shallowRef } from 'vue';
import { useCollection } from '../../live/collection.ts';
import { roleName } from '../role-name.ts';

type Names = ReadonlyMap<string, string>;
export type Kind = 'role' | 'team' | 'warehouse';

/** Names by id, for the cells of the list: each cell reads them here instead of asking for itself. */
const known = shallowRef<Readonly<Record<Kind, Names>>>({ role: new Map(), team: new Map(), warehouse: new Map() });
let users = 0;

/** What an account can be given, live, while the page stands. */
export const useLookups = () => {
  const roles = useCollection('role', { limit: 500, sort: [{ field: 'name' }] });
  const teams = useCollection('team', { limit: 500 });
  const warehouses = useCollection('warehouse', { limit: 500 });
  const names = computed(() => ({
    role: new Map(roles.rows.value.map(({ id, name }) => [id, roleName(name ?? '')])),
    team: new Map(teams.rows.value.map(({ id, name }) => [id, name ?? ''])),
    warehouse: new Map(warehouses.rows.value.map(({ id, name, code }) => [id, name ?? code ?? ''])),
  }));
  users++;
  onScopeDispose(() => {
    users--;
    if (users === 0) known.value = { role: new Map(), team: new Map(), warehouse: new Map() };
  });
  return {
    names,
    /** Lets the cells of the list read the names too. */
    share: (now: typeof names.value) => {
      known.value = now;
    },
    roles: computed(() => roles.rows.value.map(({ id, name }) => ({ value: id, label: roleName(name ?? '') }))),
    teams: computed(() => teams.rows.value.map(({ id, name }) => ({ value: id, label: name ?? '' }))),
    warehouses: computed(() =>
      warehouses.rows.value.map(({ id, name, code }) => ({ value: id, label: name ?? '', hint: code ?? '' })),
    ),
  };
};

/** The names of these rows as the list knows them; what it does not know, or may not see, is left out. */
export const namesIn = (kind: Kind, ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => known.value[kind].get(id) ?? []);
