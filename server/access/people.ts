import { deputyRules } from '../../shared/access/deputy/deputy.rights.ts';
import { type Rights, rightsOf } from '../../shared/access/permit.ts';
import { everyRule } from '../../shared/access/roles.ts';
import type { Binding } from '../../shared/base/condition.ts';
import type { Day } from '../../shared/base/day.ts';
import type { NounName, RowOf } from '../../shared/catalogue.ts';
import { actionsOn } from '../../shared/commands.ts';
import type { Seal } from '../store/seal.ts';
import type { Query, Store } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { type Actor, type StandIn, SYSTEM } from '../write/handlers.ts';
import { absencesOf } from './absences.ts';
import { rulesOfRoles } from './role.rows.ts';
import { openViewings, type Viewing, viewingActor } from './viewings.ts';

/** Changes of these may change what a person, or a screen on a wall, may do. */
export const RIGHTS_NOUNS: ReadonlySet<NounName> = new Set([
  'person',
  'team',
  'role',
  'rule',
  'wall',
  'viewing',
  'deputy',
]);

const noPlace = { id: SYSTEM, teamId: null, warehouses: [] } as const;
/** The product itself: scheduler, set-up, what follows from an import. It signs in nowhere. */
export const systemActor: Actor = {
  ...noPlace,
  name: 'Crossdock',
  discountAuthority: 1_000_000,
  rights: rightsOf(everyRule(actionsOn), noPlace),
};

export type People = {
  /**
   * The person with their rules as they are now, or a wall with what its role may read; null when unknown, suspended,
   * only invited or revoked. What is asked or sent by a session is by its rights: while it sees as another, by the meet.
   */
  actor(personId: string, sessionId?: string): Promise<Actor | null>;
  /** The viewings that are open, by their sessions. */
  viewings(): Promise<ReadonlyMap<string, Viewing>>;
  /** Called after every commit that touched a person, team, role, rule or viewing. */
  forget(): void;
};

/** What conditions of rules are bound to for this person. */
export const bindingOf = (person: RowOf<'person'>): Binding => ({
  id: person.id,
  teamId: person.teamId,
  warehouses: person.warehouseIds as readonly string[],
  circles: [person.id, ...(person.roleIds as readonly string[])],
});

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

/** With what they may do for others who are absent on this day. */
const withAbsences = async (query: Query, seal: Seal, actor: Actor, day: Day): Promise<Actor> => {
  const standsIn: StandIn[] = [];
  for (const { person, until } of await absencesOf(query, seal, actor.id, day)) {
    const absent = rightsOf(await rulesOfRoles(query, seal, person.roleIds as readonly string[]), bindingOf(person));
    const { id, name, discountAuthority } = person;
    const rights = rightsOf(deputyRules(absent, actor.id), actor.rights.actor);
    standsIn.push({ id, name, until, rights, absent, discountAuthority });
  }
  if (standsIn.length === 0) return actor;
  const rules = [...actor.rights.rules, ...standsIn.flatMap(({ rights }) => rights.rules)];
  return { ...actor, rights: rightsOf(rules, actor.rights.actor), deputy: { own: actor.rights, standsIn } };
};

/** An active person with their rules as this snapshot has them; null for anybody else. Three statements. */
export const personIn = async (
  query: Query,
  seal: Seal,
  personId: string,
  today: Day,
): Promise<{ readonly person: RowOf<'person'>; readonly actor: Actor } | null> => {
  const [found] = await query.all(`${selectSql('person')} WHERE "id" = ?`, [personId]);
  const person = found ? (decode('person', found, seal) as unknown as RowOf<'person'>) : null;
  if (person?.status !== 'active') return null;
  const rules = await rulesOfRoles(query, seal, person.roleIds as readonly string[]);
  const actor = actorOf(person, rightsOf(rules, bindingOf(person)));
  return { person, actor: await withAbsences(query, seal, actor, today) };
};

/**
 * People by id, each read once until someone's rights change or the day turns: three statements for a person's first action,
 * none after. `today` in the organisation's time zone: whatever the scheduler does, nobody stands in beyond the last day.
 */
export const peopleOf = (store: Store, seal: Seal, today: () => Day): People => {
  let keptOn: Day | null = null;
  let known = new Map<string, Promise<Actor | null>>();
  let open: Promise<ReadonlyMap<string, Viewing>> | null = null;
  const load = (personId: string): Promise<Actor | null> =>
    store.read(async (query) => {
      const found = await personIn(query, seal, personId, today());
      return found ? found.actor : wallActor(query, seal, personId);
    });
  const kept = (key: string, loading: () => Promise<Actor | null>): Promise<Actor | null> => {
    let actor = known.get(key);
    if (!actor) {
      actor = loading();
      known.set(key, actor);
      actor.catch(() => known.delete(key));
    }
    return actor;
  };
  const personNow = (personId: string) => kept(personId, () => load(personId));
  const viewings = (): Promise<ReadonlyMap<string, Viewing>> => {
    if (!open) {
      const asked = store.read((query) => openViewings(query, seal));
      open = asked;
      asked.catch(() => {
        if (open === asked) open = null;
      });
    }
    return open;
  };
  const seeing = async (personId: string, viewing: Viewing): Promise<Actor | null> => {
    const own = await personNow(personId);
    const other = viewing.asPersonId === null ? null : await personNow(viewing.asPersonId);
    return own && store.read((query) => viewingActor(query, seal, own, viewing, other));
  };
  return {
    actor: async (personId, sessionId) => {
      if (personId === SYSTEM) return systemActor;
      const day = today();
      if (day !== keptOn) {
        known = new Map();
        keptOn = day;
      }
      if (sessionId === undefined) return personNow(personId);
      const viewing = (await viewings()).get(sessionId);
      if (viewing) return kept(`${personId} ${viewing.id}`, () => seeing(personId, viewing));
      const own = await personNow(personId);
      return own && { ...own, sessionId };
    },
    viewings,
    forget: () => {
      known = new Map();
      open = null;
    },
  };
};
