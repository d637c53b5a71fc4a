import { fieldsOf, nounOf } from '../../base/fields.ts';

export const languages = ['en', 'zh-TW', 'zh-CN'] as const;

export const person = nounOf({
  name: 'person',
  plural: 'people',
  table: 'person',
  fields: fieldsOf({
    name: { kind: 'text', group: 'basics', max: 120, searchable: true },
    status: { kind: 'enum', values: ['invited', 'active', 'suspended'], group: 'basics', derived: true },
    teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true },
    email: { kind: 'text', group: 'account', max: 200 },
    roleIds: { kind: 'json', group: 'account' },
    warehouseIds: { kind: 'json', group: 'account' },
    language: { kind: 'enum', values: languages, group: 'account' },
    /** Discount a seller may give alone, ppm; beyond it a hold opens. */
    discountAuthority: { kind: 'ppm', group: 'account', max: 1_000_000 },
    /** Until when they count as one who could agree to changes of rights, since that was taken from them (role_change.second.ts). */
    secondUntil: { kind: 'instant', group: 'account', nullable: true, derived: true },
  }),
  scopes: {
    own: { field: 'id', is: 'eq', value: { actor: 'id' } },
    team: { field: 'teamId', is: 'eq', value: { actor: 'teamId' } },
  },
  title: 'name',
  sort: [{ field: 'name' }],
  unique: [['email']],
});

export const team = nounOf({
  name: 'team',
  plural: 'teams',
  table: 'team',
  fields: fieldsOf({ name: { kind: 'text', group: 'basics', max: 120 } }),
  scopes: {},
  title: 'name',
  sort: [{ field: 'name' }],
});

/** Password hashes stand apart from the person, so that no read of a person can carry one. Never projected, never logged. */
export const credential = nounOf({
  name: 'credential',
  plural: 'credentials',
  table: 'credential',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'secret' },
    password: { kind: 'text', group: 'secret', nullable: true, max: 300 },
    /** SHA-256 of an invitation or reset token that the administrator copied; one use, until `tokenUntil`. */
    token: { kind: 'text', group: 'secret', nullable: true, max: 100 },
    tokenUntil: { kind: 'instant', group: 'secret', nullable: true },
    tokenById: { kind: 'ref', of: 'person', group: 'secret', nullable: true },
    /** By whose link the password was last chosen, and when: it may be they who know it (server/access/letting-in.ts). */
    letInById: { kind: 'ref', of: 'person', group: 'secret', nullable: true },
    letInAt: { kind: 'instant', group: 'secret', nullable: true },
  }),
  scopes: {},
  title: 'personId',
  sort: [{ field: 'personId' }],
  unique: [['personId']],
  indexes: [['token']],
  unlogged: true,
});

export const session = nounOf({
  name: 'session',
  plural: 'sessions',
  table: 'session',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics' },
    /** SHA-256 of the cookie's secret: the table gives no one a session. */
    secret: { kind: 'text', group: 'secret', max: 100 },
    startedAt: { kind: 'instant', group: 'basics' },
    seenAt: { kind: 'instant', group: 'basics' },
    until: { kind: 'instant', group: 'basics' },
    agent: { kind: 'text', group: 'basics', max: 300 },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'agent',
  sort: [{ field: 'startedAt', down: true }],
  indexes: [['personId'], ['secret']],
  unlogged: true,
});
