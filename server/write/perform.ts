import { setImmediate as breathe } from 'node:timers/promises';
import * as v from 'valibot';
import type { Command, Writes } from '../../shared/base/command.ts';
import type { Change, Decision, Refusal } from '../../shared/base/decision.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import { unstorable } from '../../shared/base/text.ts';
import { fieldNamed, type NounName } from '../../shared/catalogue.ts';
import { commandNamed } from '../../shared/commands.ts';
import { mailedAlong } from '../mail/mentions.ts';
import { answeredAlong } from './answered.ts';
import { asSelf, byOwnRules, standInFor } from './behalf.ts';
import { carriedAlong } from './carried.ts';
import { type Actor, type Behalf, handlerOf, type Moment, type StandIn, SYSTEM, targetsOf } from './handlers.ts';
import { Refused } from './refused.ts';
import { type RowsHandler, rowsHandlerOf } from './rows.ts';
import { uneditable } from './seen.ts';
import type { AnyRow, Transaction } from './transaction.ts';

export type Order = {
  readonly name: string;
  /** Chosen by the client: a repeat gets the first answer. */
  readonly id: string;
  readonly input: unknown;
};
export type Done = {
  readonly answer: { readonly [name: string]: unknown };
  readonly why: string | null;
  readonly behalf: Behalf | null;
};

/** The input by its declared form, or the refusal that names the first field that does not fit. */
export const parseInput = (command: Command, input: unknown): { readonly input: unknown } | Refusal => {
  const spoilt = unstorable(input);
  if (spoilt !== null) return { refused: 'input.invalid', field: spoilt, with: { rule: 'text' } };
  const parsed = v.safeParse(command.input, input, { abortEarly: true });
  if (parsed.success) return { input: parsed.output };
  const [issue] = parsed.issues;
  return {
    refused: 'input.invalid',
    field: v.getDotPath(issue) ?? '',
    with: { rule: issue.type, limit: typeof issue.requirement === 'number' ? issue.requirement : null },
  };
};

const canSee = (actor: Actor, noun: NounName, row: AnyRow): boolean => actor.rights.view(noun).sees(row);

/** A row that the actor may not even read answers as one that does not exist. */
const permitAction = (actor: Actor, command: Command, row: AnyRow): Refusal | null => {
  // What one may do for somebody else one may know of, also where the row itself is not one's to read.
  if (!canSee(actor, command.on, row) && !standInFor(actor, command.on, command.may, [row]))
    return { refused: 'missing', with: { noun: command.on } };
  if (actor.rights.may(command.on, command.may, row)) return null;
  return { refused: 'not_permitted', with: { noun: command.on, action: command.may } };
};

/**
 * Fields that this person could write on no row of the noun, or not on the target as it stands, are refused unseen; and
 * of an edit, which says what it was made from, those that they do not read: the answer would tell whether it was so.
 */
const permitFields = (actor: Actor, command: Command, input: unknown, target: AnyRow | null): Refusal | null => {
  const writes: Writes = command.writes?.(input) ?? {};
  for (const [name, fields] of Object.entries(writes)) {
    const noun = name as NounName;
    const denied =
      target && noun === command.on
        ? command.may === 'update'
          ? uneditable(actor, noun, target, fields)
          : actor.rights.unwritable(noun, 'update', target, fields)
        : (fields.find((field) => !writableSomewhere(actor, noun, field)) ?? null);
    if (denied) return { refused: 'field_not_permitted', field: denied, with: { noun } };
  }
  return null;
};

const writableSomewhere = (actor: Actor, noun: NounName, field: string): boolean => {
  const group = fieldNamed(noun, field)?.group;
  return (
    group !== undefined &&
    (['create', 'update'] as const).some((may) =>
      actor.rights.grants(noun, may).some((grant) => grant.groups.includes(group)),
    )
  );
};

/** Every written field of every row; to take a row away is to write what of it the command names. */
const permitWrites = async (
  tx: Transaction,
  actor: Actor,
  writes: Writes,
  changes: readonly Change[],
): Promise<Refusal | null> => {
  for (const change of changes) {
    const fields = writes[change.noun];
    if (!fields) continue;
    const row = (await (change.op === 'delete' ? tx.get(change.noun, change.id) : tx.becomes(change))) as AnyRow | null;
    if (!row) continue;
    const denied = actor.rights.unwritable(change.noun, change.op === 'insert' ? 'create' : 'update', row, fields);
    if (denied) return { refused: 'field_not_permitted', field: denied, with: { noun: change.noun } };
  }
  return null;
};

/** The row rule once more, on the row as it becomes: nobody writes a row out of their own reach or creates one there. */
const permitBecoming = async (
  tx: Transaction,
  actor: Actor,
  command: Command,
  changes: readonly Change[],
  targetId: string | null,
): Promise<Refusal | null> => {
  const target = changes.find(
    (change) => change.noun === command.on && (targetId === null ? change.op === 'insert' : change.id === targetId),
  );
  if (!target || target.op === 'delete') return null;
  if (targetId !== null && command.may !== 'update') return null;
  const row = (await tx.becomes(target)) as AnyRow;
  return actor.rights.may(command.on, command.may, row)
    ? null
    : { refused: 'not_permitted', with: { noun: command.on, action: command.may } };
};

/** Rows that are done without a pause. */
const ROWS_AT_ONCE = 20;

/**
 * The commands of each row, one after another, each as if it had come alone; the first refusal ends its row. By the
 * actor's own rules, never in somebody's place: one entry of the log has one name.
 */
const performRows = async (
  tx: Transaction,
  anyone: Actor,
  moments: Moment,
  order: Order,
  { handler, input }: { readonly handler: RowsHandler<unknown>; readonly input: unknown },
): Promise<Done | Refusal> => {
  const actor = asSelf(anyone);
  const moment = { ...moments, actor };
  try {
    const refusals: (Refusal | null)[] = [];
    for (const parts of await handler.rows(tx, input, moment)) {
      let refusal: Refusal | null = null;
      for (const part of parts) {
        const done = await perform(tx, actor, moment, { ...part, id: order.id });
        if (!isRefusal(done)) continue;
        refusal = done as Refusal;
        break;
      }
      refusals.push(refusal);
      // The transaction waits: let the sockets speak, and who reads.
      if (refusals.length % ROWS_AT_ONCE === 0) await breathe();
    }
    const { changes, answer } = await handler.end(tx, input, refusals);
    for (const change of changes) await tx.apply(change);
    return { answer, why: null, behalf: null };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
};

/**
 * One command inside the open transaction: load and lock, permit, decide, permit what it becomes, apply. A refusal comes
 * back before the first write, so that it never has to be undone.
 */
export const perform = async (tx: Transaction, actor: Actor, moment: Moment, order: Order): Promise<Done | Refusal> => {
  const command = commandNamed(order.name);
  const handler = handlerOf(order.name);
  const rows = rowsHandlerOf(order.name);
  if (!command || !(handler || rows) || (command.internal && actor.id !== SYSTEM))
    return { refused: 'unknown_command' };
  const parsed = parseInput(command, order.input);
  if ('refused' in parsed) return parsed;
  // Before anything is loaded: who may not do it to any row learns nothing of what is there and what is not.
  if (!actor.rights.mayEver(command.on, command.may))
    return { refused: 'not_permitted', with: { noun: command.on, action: command.may } };
  if (rows) return performRows(tx, actor, moment, order, { handler: rows, input: parsed.input });
  if (!handler) return { refused: 'unknown_command' };
  // And as soon as the target is locked: what else would be loaded takes time, or lacks something, by what it is.
  tx.onFirstLock(command.on, (row) => {
    const refusal = permitAction(actor, command, row);
    if (refusal) throw new Refused(refusal);
  });
  let decision: Decision;
  let targetId: string | null = null;
  let behalf: Behalf | null = null;
  try {
    const loaded = await handler.load(tx, parsed.input, moment);
    const targets = targetsOf(loaded);
    targetId = targets[0]?.id ?? null;
    for (const row of targets) {
      const refusal = permitAction(actor, command, row);
      if (refusal) return refusal;
    }
    // Before the rule: a refusal of the rule may tell whether a guess at a stored value was right.
    const unwritten = permitFields(actor, command, parsed.input, targets[0] ?? null);
    if (unwritten) return unwritten;
    const lends = (absence: StandIn): boolean => handler.lends?.(loaded, absence) ?? true;
    const standIn = standInFor(actor, command.on, command.may, targets, lends);
    if (!standIn && !byOwnRules(actor, command.on, command.may, targets))
      return { refused: 'not_permitted', with: { noun: command.on, action: command.may } };
    if (standIn) behalf = { id: standIn.id, name: standIn.name };
    const acting = standIn && { ...actor, behalf: standIn, discountAuthority: standIn.discountAuthority };
    decision = handler.decide(loaded, parsed.input, acting ? { ...moment, actor: acting } : moment);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  if (isRefusal(decision)) return decision;
  const carried = await carriedAlong(tx, decision.changes);
  const changes = await mailedAlong(tx, await answeredAlong(tx, carried, moment.now), moment);
  const refusal =
    (await permitBecoming(tx, actor, command, changes, targetId)) ??
    (command.writes ? await permitWrites(tx, actor, command.writes(parsed.input), changes) : null);
  if (refusal) return refusal;
  for (const change of changes) await tx.apply(change);
  return { answer: decision.answer ?? {}, why: decision.why ?? null, behalf };
};
