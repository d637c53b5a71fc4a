import { hash } from 'node:crypto';
import type { Refusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Connection } from '../store/store.ts';

/** What is kept of an answer: ids only, or the refusal as it was told. Rows are projected anew for whoever asks again. */
export type Kept =
  | {
      readonly answer: { readonly [name: string]: unknown };
      readonly rows: readonly (readonly [NounName, string])[];
    }
  | Refusal;

export const digestOf = (name: string, input: unknown): string => hash('sha256', `${name}\n${JSON.stringify(input)}`);

/** The first answer to this id of this person, if there was one. The same id with other content is a refusal. */
export const answeredAlready = async (
  connection: Connection,
  personId: string,
  id: string,
  digest: string,
): Promise<Kept | null> => {
  const [found] = await connection.all(
    'SELECT "digest", "answer" FROM "command_answer" WHERE "personId" = ? AND "id" = ?',
    [personId, id],
  );
  if (!found) return null;
  if (found.digest !== digest) return { refused: 'same_id_other_content' };
  return JSON.parse(found.answer as string) as Kept;
};

export const keepAnswer = async (
  connection: Connection,
  personId: string,
  id: string,
  name: string,
  digest: string,
  kept: Kept,
  now: number,
): Promise<void> => {
  await connection.run(
    'INSERT INTO "command_answer" ("personId", "id", "name", "digest", "answer", "at") VALUES (?, ?, ?, ?, ?, ?)',
    [personId, id, name, digest, JSON.stringify(kept), now],
  );
};
