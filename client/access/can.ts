import { computed, type Ref } from 'vue';
import type { NounName } from '../../shared/catalogue.ts';
import { useMe } from './me.ts';
import { useRights } from './rights.ts';
import { roleName } from './role-name.ts';

export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly language: string;
  readonly home: string;
};

/** What the person at this screen may do at all; the server decides on each row. Reactive: a changed role shows at once. */
export function useCan(): {
  can(noun: NounName, action: string): boolean;
  /** The same for which pages there are: while one looks as another, theirs, though nothing can be done on them. */
  reaches(noun: NounName, action: string): boolean;
  actor: Ref<Actor | null>;
} {
  const store = useMe();
  const actor = computed<Actor | null>(() => {
    const { me } = store;
    if (!me) return null;
    const name = me.viewing?.kind === 'role' ? roleName(me.person.name) : me.person.name;
    return { ...me.person, name, roles: me.roles ?? [], home: me.home };
  });
  const rights = useRights();
  const can = (noun: NounName, action: string): boolean => rights.value.mayEver(noun, action);
  const reaches = (noun: NounName, action: string): boolean =>
    store.me?.viewing ? store.me.viewing.may.includes(`${noun} ${action}`) : can(noun, action);
  return { can, reaches, actor };
}
