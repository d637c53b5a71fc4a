import { type Rights, rightsOf } from '../../shared/access/permit.ts';
import { everyRule } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { NounName, RowOf } from '../../shared/catalogue.ts';
import { isNoun } from '../../shared/catalogue.ts';
import { actionsOn } from '../../shared/commands.ts';
import type { Seal } from '../store/seal.ts';
import type { Query, Store } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { type Actor, SYSTEM } from '../write/handlers.ts';

/** Changes of these may change what a person, or a screen on a wall, may do. */
export const RIGHTS_NOUNS: ReadonlySet<NounName> = new Set(['person', 'team', 'role', 'rule', 'wall']);

const noPlace = { id: SYSTEM, teamId: null, warehouses: [] } as const;
/** The product itself: scheduler, set-up, what follows from an import. It signs in nowhere. */
export const systemActor: Actor = {
  ...noPlace,
  name: 'Crossdock',
  discountAuthority: 1_000_000,
  rights: rightsOf(everyRule(actionsOn), noPlace),
};

export const rulesOfRoles = async (query: Query, seal: Seal, roleIds: readonly string[]): Promise<readonly Rule[]> => {
  if (roleIds.length === 0) return [];
  const found = await query.all(
    `${selectSql('rule')} WHERE "roleId" IN (${roleIds.map(() => '?').join(', ')}) ORDER BY "id"`,
    roleIds,
  );
  return found
    .map((one) => decode('rule', one, seal) as unknown as RowOf<'rule'>)
    .filter((row) => isNoun(row.on))
    .map((row) => ({
      on: row.on as NounName,
      may: row.may,
      scope: row.scope,
      when: row.when as Rule['when'],
      groups: row.groups as readonly string[],
    }));
};

export type People = {
  /**
   * The person with their rules as they are now, or a wall with what its role may read; null when unknown, suspended,
   * only invited or revoked.
   */
  actor(personId: string): Promise<Actor | null>;
  /** Called after every commit that touched a person, team, role or rule. */
  forget(): void;
};

export const actorOf = (person: RowOf<'person'>, rights: Rights): Actor => ({
  id: person.id,
  name: person.name,
  teamId: person.teamId,
  warehouses: person.warehouseIds as readonly string[],
  discountAuthority: person.discountAuthority,
  rights,
});

/** A screen on a wall, by its own id: whatever its role may do, it only reads. */
const wallActor = async (query: Query, seal: Seal, wallId: string): Promise<Actor | null> => {
  const [found] = await query.all(`${selectSql('wall')} WHERE "id" = ?`, [wallId]);
  const wall = found ? (decode('wall', found, seal) as unknown as RowOf<'wall'>) : null;
  if (wall?.status !== 'paired') return null;
  const rules = (await rulesOfRoles(query, seal, [wall.roleId])).filter(({ may }) => may === 'read');
  const place = { id: wall.id, teamId: null, warehouses: [] };
  return { ...place, name: wall.name, discountAuthority: 0, rights: rightsOf(rules, place) };
};

/** People by id, each read once until someone's rights change: two statements for a person's first action, none after. */
export const peopleOf = (store: Store, seal: Seal): People => {
  let known = new Map<string, Promise<Actor | null>>();
  const load = (personId: string): Promise<Actor | null> =>
    store.read(async (query) => {
      const [found] = await query.all(`${selectSql('person')} WHERE "id" = ?`, [personId]);
      if (!found) return wallActor(query, seal, personId);
      const person = decode('person', found, seal) as unknown as RowOf<'person'>;
      if (person.status !== 'active') return null;
      const rules = await rulesOfRoles(query, seal, person.roleIds as readonly string[]);
      return actorOf(
        person,
        rightsOf(rules, {
          id: person.id,
          teamId: person.teamId,
          warehouses: person.warehouseIds as readonly string[],
          circles: [person.id, ...(person.roleIds as readonly string[])],
        }),
      );
    });
  return {
    actor: (personId) => {
      if (personId === SYSTEM) return Promise.resolve(systemActor);
      let actor = known.get(personId);
      if (!actor) {
        actor = load(personId);
        known.set(personId, actor);
        actor.catch(() => known.delete(personId));
      }
      return actor;
    },
    forget: () => {
      known = new Map();
    },
  };
};
