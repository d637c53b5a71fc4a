import type { Company } from '../system/company.ts';

/** What has ended, for the sockets that stand on it. */
type Ended = (sessionIds: readonly string[]) => void;

/**
 * A suspension ends the person's sessions and the links given to them, so that nothing of before works again when they
 * are taken back. What a stop of the server came between is made up for at the next start. Resolves when that is done.
 */
export const endAtSuspension = async (
  company: Company,
  ended: Ended,
  report: (error: unknown) => void,
): Promise<void> => {
  const end = async (personId: string): Promise<void> => {
    ended(await company.sessions.end(personId, null));
    await company.passwords.unlink(personId);
  };
  company.onCommit((entries) => {
    for (const { noun, rowId, after } of entries) {
      if (noun === 'person' && after?.status === 'suspended') void end(rowId).catch(report);
    }
  });
  const left = await company.store.read((query) =>
    query.all(
      'SELECT DISTINCT "personId" FROM "session" WHERE "personId" IN (SELECT "id" FROM "person" WHERE "status" = ?)',
      ['suspended'],
    ),
  );
  for (const { personId } of left) await end(String(personId));
};
