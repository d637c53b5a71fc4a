/** The second person's word on what gives more rights, and how else it ends. */
import { folded } from '../../base/changes.ts';
import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { update as updateWall } from '../../insight/wall/wall.rules.ts';
import { notify } from '../../together/notification/notify.ts';
import { type Administration, readersOf, rightsIn } from '../administrators.ts';
import { changed } from '../person/person.rules.ts';
import type { RuleInput } from '../role/role.commands.ts';
import { save } from '../role/role.rules.ts';
import { type Moment, voided } from './role_change.second.ts';
import { roleChangeStates } from './role_change.states.ts';

type RoleChange = RowOf<'role_change'>;
type Cells = { readonly [field: string]: unknown };
type ActionsOn = (noun: string) => readonly string[];
/** Whoever decides; `behalf`: for whom, where somebody stands in. */
type Deciding = Moment & { readonly actor: { readonly behalf?: { readonly id: string } } };

/** What is to be changed, as it stands, locked. */
export type Subject =
  | { readonly kind: 'role'; readonly row: RowOf<'role'>; readonly rules: readonly RowOf<'rule'>[] }
  | { readonly kind: 'person'; readonly row: RowOf<'person'> }
  | { readonly kind: 'wall'; readonly row: RowOf<'wall'> };
export type DecideFacts = {
  readonly target: RoleChange;
  readonly subject: Subject;
  readonly administration: Administration;
  /** Others that wait and rest on what this one changes, locked. */
  readonly waiting: readonly RoleChange[];
  /** Something of what is asked is not the decider's to read. */
  readonly unreadable: boolean;
  /** Whoever asked and whoever decides may be one: one of them, or somebody else, lately let the other or both in by a link. */
  readonly letIn: boolean;
};

const closed = (change: Pick<RoleChange, 'status'>): Refusal => ({
  refused: change.status === 'void' ? 'role_change.stale' : 'role_change.not_open',
  with: { status: change.status },
});
const stale = closed({ status: 'void' });

/** Fields of the person or wall that it sets, and of the role those that differ. */
const fieldsOf = ({ kind, before, after }: RoleChange): readonly string[] => {
  const [from, to] = [before as Cells, after as Cells];
  return kind === 'role' ? ['name', 'home'].filter((field) => from[field] !== to[field]) : Object.keys(to);
};
/** Could whoever asked still ask for it? Who is suspended or narrowed meanwhile gives nothing any more. */
const mayStillAsk = ({ target, subject, administration }: DecideFacts): boolean => {
  const asker = administration.people.find(({ id, status }) => id === target.askedById && status === 'active');
  if (!asker) return false;
  const rights = rightsIn(asker, administration.rules);
  const { kind, row } = subject;
  const writes = (may: 'create' | 'update'): boolean => rights.unwritable(kind, may, row, fieldsOf(target)) === null;
  const asks: { readonly [kind in Subject['kind']]: () => boolean } = {
    role: () => rights.may(kind, 'update', row) && writes('update'),
    // Of somebody new, or a new screen, it was asked as they were made.
    person: () => writes('update') || writes('create'),
    wall: () => writes('update') || (rights.may(kind, 'pair', row) && writes('create')),
  };
  return rights.view(kind).sees(row) && asks[kind]();
};

const editsOf = (before: Cells, after: Cells) =>
  Object.fromEntries(Object.entries(after).map(([field, to]) => [field, { from: before[field], to }]));

/** What was asked for, done as it stands now; stale where that is not what it was made against. */
const done = (
  { target, subject, administration }: DecideFacts,
  moment: Moment,
  actionsOn: ActionsOn,
): { readonly changes: readonly Change[] } | Refusal => {
  const [before, after] = [target.before as Cells, target.after as Cells];
  if (subject.kind === 'role') {
    const { row, rules } = subject;
    if (row.name !== before.name || row.home !== before.home) return stale;
    const { name, home } = after as { readonly name: string; readonly home: string };
    const input = {
      ...(name === row.name ? {} : { name }),
      ...(home === row.home ? {} : { home }),
      rules: after.rules as readonly RuleInput[],
      from: before.ruleIds as readonly string[],
    };
    const made = save({ target: row, rules, administration }, input, moment, actionsOn);
    return 'refused' in made && made.refused === 'changed_meanwhile' ? stale : made;
  }
  const edits = editsOf(before, after);
  if (
    Object.keys(edits).some((field) => JSON.stringify((subject.row as Cells)[field]) !== JSON.stringify(before[field]))
  )
    return stale;
  if (subject.kind === 'wall') {
    const made = updateWall({ target: subject.row }, { set: edits });
    return 'refused' in made ? stale : made;
  }
  const found = edited(subject.row, edits);
  return 'refused' in found ? stale : changed({ target: subject.row, administration }, found.set, moment);
};

/**
 * Decides what gives more rights: what was asked for is done, as it was asked, or refused with a reason. Whoever asked does not
 * decide, nor who came in by a link that they made or made the one that they came in by, nor anybody in their name. Refuses `role_change.stale` (what it was asked of
 * was changed since), `role_change.not_open`, `role_change.own`, `role_change.let_in`, `role_change.not_readable`,
 * `role_change.reason_missing`, `role_change.asker_gone` (whoever asked may not do it any more), and where nobody could change
 * roles and people any more what `save` and `changed` refuse.
 */
export const decide = (
  facts: DecideFacts,
  { accept, why = null }: { readonly accept: boolean; readonly why?: string | null | undefined },
  moment: Deciding,
  actionsOn: ActionsOn,
): Decision => {
  const { target, administration } = facts;
  const { actor, now } = moment;
  if (target.status !== 'waiting') return closed(target);
  // Its day may be over a moment before the day is turned.
  if (target.expiresOn < moment.today) return closed({ status: 'expired' });
  if (target.askedById === actor.id || target.askedById === actor.behalf?.id) return { refused: 'role_change.own' };
  if (facts.letIn) return { refused: 'role_change.let_in' };
  if (facts.unreadable) return { refused: 'role_change.not_readable' };
  if (!accept && !why) return { refused: 'role_change.reason_missing', field: 'why' };
  const set = {
    status: roleChangeStates.moves[accept ? 'accept' : 'refuse'].to,
    closedAt: now,
    deciderId: actor.id,
    deciderName: actor.name,
    decidedWhy: why,
  };
  const { id } = target;
  const about = { noun: 'role_change', id } as const;
  const decided: Change[] = [
    { op: 'update', ...about, set },
    ...notify({ to: [target.askedById], kind: 'rights_decided', ...about }, moment),
  ];
  const answer = { id };
  if (!accept) return { changes: decided, answer, why };
  if (!mayStillAsk(facts)) return { refused: 'role_change.asker_gone', with: { name: target.askedByName } };
  const made = done(facts, moment, actionsOn);
  if ('refused' in made) return made;
  const to = readersOf(administration, { ...target, ...set }).filter((one) => one !== target.askedById);
  const told = notify({ to, kind: 'rights_widened', ...about }, moment);
  return { changes: folded([...decided, ...made.changes, ...voided(facts.waiting, now), ...told]), answer, why };
};

/** Takes back what one asked for. Refuses `role_change.not_yours` and, once it is closed, as `decide`. */
export const withdraw = ({ target }: { readonly target: RoleChange }, { actor, now }: Moment): Decision => {
  if (target.status !== 'waiting') return closed(target);
  if (target.askedById !== actor.id) return { refused: 'role_change.not_yours' };
  const set = { status: roleChangeStates.moves.withdraw.to, closedAt: now };
  return { changes: [{ op: 'update', noun: 'role_change', id: target.id, set }], answer: { id: target.id } };
};

/** Ended by one command, at most. */
export const EXPIRED_AT_MOST = 200;

/** Ends what nobody decided by its last day, and tells whoever asked. Done again, it changes nothing. Answers `more` as 1 while there is another page. */
export const expire = (
  { open, more }: { readonly open: readonly RoleChange[]; readonly more: boolean },
  { day }: { readonly day: string },
  moment: Pick<Moment, 'now' | 'newId' | 'actor'>,
): Decision => {
  const set = { status: roleChangeStates.moves.expire.to, closedAt: moment.now };
  const lapsed = open.filter(({ status, expiresOn }) => status === 'waiting' && expiresOn < day);
  const changes = lapsed.flatMap(({ id, askedById }): Change[] => [
    { op: 'update', noun: 'role_change', id, set },
    ...notify({ to: [askedById], kind: 'rights_expired', noun: 'role_change', id }, moment),
  ]);
  return { changes, answer: { ended: lapsed.length, more: more ? 1 : 0 } };
};
