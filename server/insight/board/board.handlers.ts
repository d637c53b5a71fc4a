import {
  create,
  duplicate,
  type NewFacts,
  remove,
  share,
  start,
  update,
} from '../../../shared/insight/board/board.rules.ts';
import { BOARD_LIMITS } from '../../../shared/insight/board/board.tiles.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import { ifSeen, refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

const roomFor = async (tx: Transaction, actor: Actor, id: string | undefined): Promise<NewFacts> => {
  const own = await tx.find('board', { field: 'ownerId', is: 'eq', value: actor.id }, BOARD_LIMITS.boards);
  return { taken: id !== undefined && (await tx.get('board', id)) !== null, own: own.length };
};

const sharesOf = (tx: Transaction, boardId: string) =>
  tx.lockAll('board_share', { field: 'boardId', is: 'eq', value: boardId });

/** The board as this person has it, their own or through a share; one that they do not have is not there. */
const boardSeen = async (tx: Transaction, actor: Actor, boardId: string) => {
  const own = ifSeen(actor, 'board', await tx.get('board', boardId));
  if (own) return own;
  const shares = await tx.find('board_share', { field: 'boardId', is: 'eq', value: boardId });
  const shared = shares.find((one) => ifSeen(actor, 'board_share', one));
  if (!shared) throw new Refused({ refused: 'missing', field: 'boardId', with: { noun: 'board' } });
  return shared;
};

handle('board.create', {
  load: (tx, { id }, { actor }) => roomFor(tx, actor, id),
  decide: create,
});

handle('board.duplicate', {
  load: async (tx, { boardId, id }, { actor }) => ({
    source: await boardSeen(tx, actor, boardId),
    ...(await roomFor(tx, actor, id)),
  }),
  decide: duplicate,
});

handle('board.update', {
  load: async (tx, { id }) => ({ target: await tx.lock('board', id), shares: await sharesOf(tx, id) }),
  decide: update,
});

handle('board.share', {
  load: async (tx, { id, shares }, { actor }) => {
    const target = await tx.lock('board', id);
    const had = new Set((await sharesOf(tx, id)).map(({ withId }) => withId));
    for (const kind of ['person', 'role'] as const) {
      const added = [...new Set(shares.filter((one) => one.kind === kind && !had.has(one.id)).map((one) => one.id))];
      if (added.length === 0) continue;
      const found = new Map((await tx.find(kind, { field: 'id', is: 'in', value: added })).map((row) => [row.id, row]));
      refuseUnseen(
        actor,
        kind,
        added.map((one) => found.get(one)),
        'shares',
      );
    }
    return { target, shares: await sharesOf(tx, id) };
  },
  decide: share,
});

handle('board.delete', {
  load: async (tx, { id }) => ({
    target: await tx.lock('board', id),
    shares: await sharesOf(tx, id),
    starts: await tx.lockAll('board_start', { field: 'boardId', is: 'eq', value: id }),
  }),
  decide: remove,
});

handle('board.start', {
  load: async (tx, { boardId }, { actor }) => {
    if (boardId !== null) await boardSeen(tx, actor, boardId);
    const [target] = await tx.lockAll('board_start', { field: 'ownerId', is: 'eq', value: actor.id });
    return { target: target ?? null };
  },
  decide: start,
});
