import type { Day } from '../../shared/base/day.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';

/** Somebody absent and active, and the last day of it. */
export type Absence = { readonly person: RowOf<'person'>; readonly until: Day };

/** For whom this person stands in on this day, in the order in which they were named. One statement, and one for each. */
export const absencesOf = async (query: Query, seal: Seal, deputyId: string, day: Day): Promise<readonly Absence[]> => {
  const found = await query.all(
    `${selectSql('deputy')} WHERE "deputyId" = ? AND "status" = ? AND "startsOn" <= ? AND "endsOn" >= ? ORDER BY "id"`,
    [deputyId, 'standing', day, day],
  );
  const absences: Absence[] = [];
  for (const one of found) {
    const { absentId, endsOn } = decode('deputy', one, seal) as unknown as RowOf<'deputy'>;
    const [row] = await query.all(`${selectSql('person')} WHERE "id" = ?`, [absentId]);
    const person = row && (decode('person', row, seal) as unknown as RowOf<'person'>);
    // Whoever is suspended has nothing to give.
    if (person?.status === 'active') absences.push({ person, until: endsOn });
  }
  return absences;
};
