import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changedFields, writeLog } from '../../server/audit/change-log.ts';
import { timeline } from '../../server/read/timeline.ts';
import type { AnyRow } from '../../server/write/transaction.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { dialects } from '../databases.ts';
import { actorOf, rowOf, seed, sentencesOn } from './chance.ts';
import { fieldsFor, type Row } from './oracle.ts';
import { type Rows, randomRows } from './rows.ts';

const NOUNS: readonly NounName[] = ['order', 'customer'];
const KEY = 'a key for the chain';

describe.each(dialects)('the log on %s', (dialect) => {
  let data: Rows;
  let about = 0;
  beforeAll(async () => {
    data = await randomRows(dialect, [], 0);
  });
  afterAll(() => data.end());

  test.each(NOUNS)(
    '[AGREE8] of a change of %s one reads the old values by the row as it was, the new ones by the row as it became',
    async (noun) => {
      const one = fc.record({
        row: rowOf(noun),
        next: rowOf(noun),
        some: fc.nat(),
        actor: actorOf,
        sentences: sentencesOn(noun),
      });
      await fc.assert(
        fc.asyncProperty(one, async ({ row, next, some, actor, sentences }) => {
          const id = `row-${++about}`;
          const before = { ...row, id, version: 1 } as AnyRow;
          // A few cells change, among them perhaps those by which it is decided who sees what.
          const after = { ...before, version: 2 } as AnyRow;
          for (const [i, name] of Object.keys(row).entries())
            if ((some >> (i % 24)) & 1) after[name] = (next as Row)[name];
          const touched = (was: AnyRow | null, is: AnyRow | null) => [{ noun, id, before: was, after: is }];
          const act = {
            at: 1,
            actorId: 'system',
            actorName: 'Crossdock',
            command: 'x.y',
            commandId: `c${about}`,
            why: 'because',
          };
          const acts = [touched(null, before), touched(before, after), touched(after, null)];
          await data.store.write((connection) =>
            writeLog(
              connection,
              data.seal,
              KEY,
              acts.map((all, i) => ({ ...act, commandId: `${act.commandId}-${i}`, touched: all })),
              '',
            ),
          );
          const who = { ...actor, sentences };
          const rights = rightsOf(sentences as readonly Rule[], actor);
          const seen = { id, ...(fieldsFor(who, noun, after)?.has('notes') ? { notes: '' } : {}) };
          const { happenings } = await data.store.read((query) => timeline(query, data.seal, rights, noun, id, seen));
          const was = fieldsFor(who, noun, before) ?? new Set<string>();
          const is = fieldsFor(who, noun, after) ?? new Set<string>();
          const cell = (shown: ReadonlySet<string>, from: AnyRow, name: string): unknown =>
            shown.has(name) ? (from[name] ?? null) : null;
          const told = (fields: Iterable<string>, old: (name: string) => unknown, now: (name: string) => unknown) =>
            [...fields].flatMap((field) =>
              old(field) === now(field) ? [] : [{ field, old: old(field), new: now(field) }],
            );
          const nothing = (): null => null;
          const expected = [
            told(Object.keys(row), (name) => cell(is, after, name), nothing),
            told(
              [...changedFields(noun, before, after)],
              (name) => cell(was, before, name),
              (name) => cell(is, after, name),
            ),
            told(Object.keys(row), nothing, (name) => cell(was, before, name)),
          ].filter((fields) => fields.length > 0);
          const sorted = (fields: readonly { readonly field: string }[]) =>
            [...fields].sort((a, b) => (a.field < b.field ? -1 : 1));
          expect(happenings.map(({ changes }) => sorted(changes.flatMap(({ fields }) => fields)))).toEqual(
            expected.map(sorted),
          );
          for (const { why } of happenings) expect(why).toBe('notes' in seen ? 'because' : null);
        }),
        { seed, numRuns: 60 },
      );
    },
  );
});
