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
import { ifSeen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { refuseUnseenReaders } from '../readers.ts';

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
    const had = await sharesOf(tx, id);
    await refuseUnseenReaders(tx, actor, shares, had);
    return { target, shares: had };
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
