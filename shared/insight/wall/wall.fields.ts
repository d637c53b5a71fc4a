import { languages } from '../../access/person/person.fields.ts';
import { fieldsOf, nounOf } from '../../base/fields.ts';

export const wallThemes = ['dark', 'light'] as const;

/** A screen on a wall: an actor that only reads, by the rules of one role. It is no person and has no password. */
export const wall = nounOf({
  name: 'wall',
  plural: 'walls',
  table: 'wall',
  fields: fieldsOf({
    name: { kind: 'text', group: 'basics', max: 60 },
    status: { kind: 'enum', values: ['paired', 'revoked'], group: 'basics', derived: true },
    /** Names of shared/insight/wall/scenes.ts, in the order in which they are shown. */
    scenes: { kind: 'json', group: 'basics' },
    language: { kind: 'enum', values: languages, group: 'basics' },
    theme: { kind: 'enum', values: wallThemes, group: 'basics' },
    /** Seconds that a scene stands. */
    pace: { kind: 'integer', group: 'basics', max: 600 },
    /** What it shows is of this warehouse alone, as far as a figure tells warehouses apart; null shows the whole house. */
    warehouseId: { kind: 'ref', of: 'warehouse', group: 'basics', nullable: true },
    pairedAt: { kind: 'instant', group: 'basics', derived: true },
    /** Whose rules of reading it has: what it may show hangs on it, so it stands with what gives rights to people. */
    roleId: { kind: 'ref', of: 'role', group: 'account' },
  }),
  scopes: {},
  title: 'name',
  sort: [{ field: 'name' }],
});

/**
 * A screen that has asked to be paired, and once it is, the identity that it keeps: no read carries one. Of code and
 * cookie only digests are kept.
 */
export const wallDevice = nounOf({
  name: 'wall_device',
  plural: 'wall_devices',
  table: 'wall_device',
  fields: fieldsOf({
    /** SHA-256 of the code on the screen; null once it was used. */
    code: { kind: 'text', group: 'secret', nullable: true, max: 100 },
    /** SHA-256 of the cookie's secret. */
    secret: { kind: 'text', group: 'secret', max: 100 },
    wallId: { kind: 'ref', of: 'wall', group: 'secret', nullable: true },
    askedAt: { kind: 'instant', group: 'secret' },
    /** The code's end while it is not paired, the identity's afterwards. */
    until: { kind: 'instant', group: 'secret' },
    seenAt: { kind: 'instant', group: 'secret' },
    /** The page that it ran when it was last heard. */
    build: { kind: 'text', group: 'secret', nullable: true, max: 60 },
    agent: { kind: 'text', group: 'secret', max: 300 },
  }),
  scopes: {},
  title: 'wallId',
  sort: [{ field: 'askedAt', down: true }],
  indexes: [['code'], ['wallId']],
  unlogged: true,
});
