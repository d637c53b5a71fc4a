import { maskedIn, meetOf } from '../../shared/access/meet.ts';
import { type Rights, rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { asRoleAlone, endingOf } from '../../shared/access/viewing/viewing.rules.ts';
import { nounNames, type RowOf } from '../../shared/catalogue.ts';
import { actionsOn } from '../../shared/commands.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import type { Actor, ViewedAs } from '../write/handlers.ts';
import { rulesOfRoles } from './role.rows.ts';

export type Viewing = RowOf<'viewing'>;

/** Those that are open, by their sessions. One statement. */
export const openViewings = async (query: Query, seal: Seal): Promise<ReadonlyMap<string, Viewing>> => {
  const found = await query.all(`${selectSql('viewing')} WHERE "status" = ?`, ['open']);
  return new Map(
    found.map((one) => {
      const row = decode('viewing', one, seal) as unknown as Viewing;
      return [row.sessionId, row];
    }),
  );
};

type Subject = Pick<Actor, 'teamId' | 'warehouses' | 'discountAuthority' | 'rights'>;
/** Whom one looks as once they are suspended or their role is gone: they see nothing, nor does who looks as them. */
const gone = (viewing: Viewing): Subject => ({
  teamId: null,
  warehouses: [],
  discountAuthority: 0,
  rights: asRoleAlone([], viewing),
});

const rowAt = async <N extends 'person' | 'role'>(
  query: Query,
  seal: Seal,
  noun: N,
  id: string,
): Promise<RowOf<N> | null> => {
  const [found] = await query.all(`${selectSql(noun)} WHERE "id" = ?`, [id]);
  return found ? (decode(noun, found, seal) as unknown as RowOf<N>) : null;
};

const roleAlone = async (query: Query, seal: Seal, viewing: Viewing, roleId: string): Promise<Subject> => {
  const rules = await rulesOfRoles(query, seal, [roleId]);
  return { ...gone(viewing), rights: asRoleAlone(rules, viewing) };
};

const nameOf = (rights: Rights, noun: 'person' | 'role', row: RowOf<'person'> | RowOf<'role'>): string =>
  String(rights.view(noun).project(row)?.name ?? '');

/** Who is looked as, in the words that who looks may read. */
const introduced = async (
  query: Query,
  seal: Seal,
  own: Rights,
  { asPersonId, asRoleId }: Viewing,
): Promise<Pick<ViewedAs, 'kind' | 'of' | 'name' | 'email' | 'roles' | 'home'>> => {
  const person = asPersonId === null ? null : await rowAt(query, seal, 'person', asPersonId);
  const roleIds = asRoleId === null ? ((person?.roleIds ?? []) as readonly string[]) : [asRoleId];
  const roles: RowOf<'role'>[] = [];
  for (const id of roleIds) {
    const role = await rowAt(query, seal, 'role', id);
    if (role) roles.push(role);
  }
  roles.sort((a, b) => (a.code < b.code ? -1 : 1));
  const names = roles.map((role) => nameOf(own, 'role', role)).filter((name) => name !== '');
  const home = roles[0]?.home ?? '/orders';
  if (asRoleId !== null) return { kind: 'role', of: asRoleId, name: names[0] ?? '', email: '', roles: [], home };
  const seen = person && own.view('person').project(person);
  return {
    kind: 'person',
    of: asPersonId ?? '',
    name: String(seen?.name ?? ''),
    email: String(seen?.email ?? ''),
    roles: seen && 'roleIds' in seen ? names : [],
    home,
  };
};

const mayDo = (rights: Rights): readonly string[] =>
  nounNames.flatMap((noun) =>
    ['read', 'create', 'update', ...actionsOn(noun)].flatMap((action) =>
      rights.mayEver(noun, action) ? [`${noun} ${action}`] : [],
    ),
  );

const deedsOf = (rights: Rights): readonly Rule[] =>
  nounNames.flatMap((on) =>
    ['create', 'update', ...actionsOn(on)].flatMap((may) =>
      rights.grants(on, may).map(({ rows }): Rule => ({ on, may, scope: 'all', when: rows, groups: [] })),
    ),
  );

/** Who looks, by what both they and whom they look as may read; `person` null where that is a role, or nobody active any more. */
export const viewingActor = async (
  query: Query,
  seal: Seal,
  own: Actor,
  viewing: Viewing,
  person: Actor | null,
): Promise<Actor> => {
  const { asRoleId } = viewing;
  const subject: Subject =
    asRoleId === null ? (person ?? gone(viewing)) : await roleAlone(query, seal, viewing, asRoleId);
  const rules = [...meetOf(subject.rights, own.rights), ...endingOf(viewing)];
  const rights = rightsOf(rules, subject.rights.actor);
  return {
    id: own.id,
    name: own.name,
    sessionId: viewing.sessionId,
    teamId: subject.teamId,
    warehouses: subject.warehouses,
    discountAuthority: subject.discountAuthority,
    rights,
    viewing: {
      id: viewing.id,
      ...(await introduced(query, seal, own.rights, viewing)),
      since: viewing.since,
      until: viewing.until,
      may: mayDo(subject.rights),
      deeds: own.rights.mayEver('rule', 'read') ? deedsOf(subject.rights) : [],
      masked: maskedIn(subject.rights, rights),
    },
  };
};
