import type { Rights } from '../../shared/access/permit.ts';
import type { Seen } from '../../shared/access/project.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Answer } from '../../shared/live/protocol.ts';
import { readMany } from '../read/read.ts';
import type { Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import type { Kept } from '../write/once.ts';

/** Rows that an answer carries, at most; a screen learns of the rest by its rooms. */
const ROWS = 500;

/** A stored answer holds ids only: its rows are read and projected anew, by the rules of whoever asks. */
export const answerOf = async (store: Store, seal: Seal, rights: Rights, kept: Kept): Promise<Answer> => {
  if ('refused' in kept) return kept;
  const byNoun = new Map<NounName, string[]>();
  for (const [noun, id] of kept.rows.slice(0, ROWS)) byNoun.set(noun, [...(byNoun.get(noun) ?? []), id]);
  const rows: { noun: string; id: string; row: Seen }[] = [];
  await store.read(async (query) => {
    for (const [noun, ids] of byNoun) {
      const seen = await readMany(query, seal, rights.view(noun), ids);
      // A row that the actor may not see is not even named: its id would say that it exists.
      for (const [id, row] of seen) rows.push({ noun, id, row });
    }
  });
  return { ok: true, answer: kept.answer, rows };
};
