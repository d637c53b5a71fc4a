import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { commandNamed, commandNames } from '../../shared/commands.ts';
import { sumsBehind } from '../../shared/insight/measure.rows.ts';
import { measures } from '../../shared/insight/measures.ts';
import { fieldsFor, listFor, type Row, seen, type Who } from '../agreement/oracle.ts';
import { mayEverSee } from '../insight/figures.oracle.ts';
import { CODES } from '../live/firm.ts';
import { sampleOf } from '../matrix/sample.ts';
import { heard, NOUNS, type Roads, roads } from './roads.ts';

const MISSING = '019cac0f-0000-7000-8000-000000000000';
let firm: Roads['firm'];
let tables: Roads['tables'];
let of: Roads['of'];
let hidden: Roads['hidden'];
let seenNouns: Roads['seenNouns'];

/** Measures of which the person may see what a list of this noun adds up to. */
const measuresOf = (who: Who, noun: NounName): readonly string[] =>
  measures
    .filter((one) => sumsBehind(one).every((sum) => sum.noun === noun) && mayEverSee(who, one))
    .map(({ name }) => name);

beforeAll(async () => {
  ({ firm, tables, of, hidden, seenNouns } = await roads());
});
afterAll(() => firm.close());

describe.each(CODES)('roads of %s', (code) => {
  test('[ROAD1] what is out of sight answers like what is not there: by id, its timeline, why, its sessions', async () => {
    const { who, desk } = of(code);
    for (const noun of NOUNS) {
      const { plural } = nounNamed(noun);
      for (const row of hidden(who, noun).slice(0, 4))
        for (const path of [`/api/${plural}/ID`, `/api/${plural}/ID/timeline`, `/api/why?noun=${noun}&id=ID`]) {
          const there = heard(await desk.get(path.replace('ID', row.id)));
          expect([path, there]).toEqual([path, heard(await desk.get(path.replace('ID', MISSING)))]);
          expect(there).toMatch(/^404 /);
        }
    }
    for (const row of tables.person ?? []) {
      if (row.id === who.id || code === 'admin') continue;
      expect(heard(await desk.get(`/api/people/${row.id}/sessions`))).toBe(
        heard(await desk.get(`/api/people/${MISSING}/sessions`)),
      );
      for (const method of ['DELETE'])
        expect(heard(await desk.send(method, `/api/people/${row.id}/sessions`))).toBe(
          heard(await desk.send(method, `/api/people/${MISSING}/sessions`)),
        );
    }
  });

  test('[ROAD2] a hidden field may be neither filtered, sorted, counted nor exported by, under any spelling', async () => {
    const { who, desk, screen } = of(code);
    for (const noun of seenNouns(who)) {
      const { plural, fields, table } = nounNamed(noun);
      const never = Object.keys(fields).filter(
        (name) => !(tables[noun] ?? []).some((row) => fieldsFor(who, noun, row)?.has(name)),
      );
      const byRule = who.sentences
        .filter((one) => one.on === noun && one.may === 'read')
        .flatMap(({ groups }) => groups);
      const shut = never.filter((name) => !byRule.includes(fields[name]?.group ?? ''));
      const [first = 'no_such_field'] = shut;
      const spelt = [
        first.toUpperCase(),
        `"${first}"`,
        `${table}.${first}`,
        `${noun}.${first}`,
        `${first} `,
        `${first}--`,
        `lower(${first})`,
        `${first}Blind`,
        'version',
        '__proto__',
        'constructor',
        '1',
        '',
        '*',
        'customer.creditLimit',
        'order.total',
        'total"',
      ];
      for (const name of [...shut, ...spelt.filter((one) => one !== '1' || code === 'rep')]) {
        const where = { field: name, is: 'ne', value: null };
        const told = { refused: 'filter.unknown_field', field: name };
        const asked = [
          { filter: where },
          { filter: { not: where } },
          { filter: { any: [{ field: 'id', is: 'ne', value: 'x' }, where] } },
        ];
        for (const question of asked)
          expect([noun, name, (await desk.list(plural, question)).body]).toEqual([noun, name, told]);
        expect([noun, await screen.ask('collection.count', { noun, where })]).toEqual([noun, told]);
        for (const measure of measuresOf(who, noun).slice(0, 1))
          expect([noun, measure, await screen.ask('collection.sum', { noun, measure, where })]).toEqual([
            noun,
            measure,
            told,
          ]);
        expect([noun, await screen.ask('collection.open', { noun, sort: [{ field: name }] })]).toEqual([noun, told]);
        for (const hidden of [{ where }, { where: { not: where } }, { sort: [{ field: name, down: true }] }])
          expect([noun, await screen.ask('collection.key', { noun, ...hidden, at: 1 })]).toEqual([noun, told]);
        // An empty name is no name in a query string; spaces at its ends and a comma are the string's own.
        const plain = name.trim();
        if (plain === '' || plain !== name || name.includes(',')) continue;
        expect([noun, (await desk.list(plural, { sort: name })).body]).toEqual([noun, told]);
        expect([noun, (await desk.get(`/api/export/${plural}.csv?fields=${encodeURIComponent(name)}`)).body]).toEqual([
          noun,
          told,
        ]);
        expect([noun, (await desk.get(`/api/export/${plural}.csv?sort=-${encodeURIComponent(name)}`)).body]).toEqual([
          noun,
          told,
        ]);
      }
    }
  });

  test('[ROAD2] [LIVE25] no list adds up to a measure of which one may see nothing, nor to one of other rows', async () => {
    const { who, screen } = of(code);
    for (const noun of seenNouns(who)) {
      const may = measuresOf(who, noun);
      for (const { name: measure } of measures) {
        const told = (await screen.ask('collection.sum', { noun, measure })) as object;
        expect([noun, measure, 'sums' in told]).toEqual([noun, measure, may.includes(measure)]);
        if (!may.includes(measure))
          expect([noun, measure, told]).toEqual([noun, measure, { refused: 'unknown_measure' }]);
      }
    }
  });

  test('[ROAD3] a field that shows on some rows filters and sorts by those alone, and a cursor knows no more', async () => {
    const { who, desk, screen } = of(code);
    for (const noun of seenNouns(who)) {
      const rows = tables[noun] ?? [];
      const { plural, fields } = nounNamed(noun);
      const some = Object.keys(fields).filter((name) => {
        const mine = rows.map((row) => fieldsFor(who, noun, row)).filter((names) => names !== null);
        return (
          fields[name]?.kind !== 'json' &&
          !fields[name]?.personal &&
          mine.some((names) => names.has(name)) &&
          !mine.every((names) => names.has(name))
        );
      });
      for (const name of some) {
        const values = [...new Set(rows.map((row) => row[name] ?? null))].slice(0, 6);
        for (const value of values)
          for (const is of ['eq', 'ne', ...(typeof value === 'number' ? ['gt', 'le'] : [])])
            for (const where of [{ field: name, is, value }, { not: { field: name, is, value } }]) {
              const expected = listFor(who, noun, rows, { where, sort: [{ field: 'id' }] });
              expect((await desk.list(plural, { filter: where, sort: 'id', limit: 500 })).body).toEqual({
                rows: expected,
                next: null,
              });
              expect(await screen.ask('collection.count', { noun, where })).toEqual({ count: expected.length });
            }
        for (const down of [false, true]) {
          const sort = [{ field: name, down }];
          const expected = listFor(who, noun, rows, { sort });
          const paged: unknown[] = [];
          let cursor: string | null | undefined = null;
          do {
            const { body } = await desk.list(plural, { sort: `${down ? '-' : ''}${name}`, limit: 4, cursor });
            const page = body as { rows: unknown[]; next: string | null };
            paged.push(...page.rows);
            // A cursor that does not go on would page for ever.
            expect(paged.length).toBeLessThanOrEqual(expected.length);
            cursor = page.next;
            const inside = cursor ? (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]) : [];
            const last = page.rows.at(-1) as Row;
            if (cursor) expect(inside).toEqual([last[name] ?? null, last.id]);
          } while (cursor);
          expect([noun, name, paged]).toEqual([noun, name, expected]);
          for (const at of [1, expected.length, expected.length + 1]) {
            const row = expected[at - 1];
            const key = row ? [row[name] ?? null, row.id] : null;
            expect([noun, name, await screen.ask('collection.key', { noun, sort, at })]).toEqual([noun, name, { key }]);
          }
        }
      }
    }
  });

  test('[ROAD4] a forged cursor is refused or goes on among one’s own rows, and breaks nothing', async () => {
    const { who, desk } = of(code);
    for (const noun of seenNouns(who).slice(0, 6)) {
      const { plural } = nounNamed(noun);
      const mine = new Set((tables[noun] ?? []).flatMap((row) => (seen(who, noun, row) ? [row.id] : [])));
      for (const values of [
        [],
        ['x'],
        [1, 'x'],
        [null, null],
        [true, 'x'],
        ['x', 'y', 'z'],
        [{}],
        [[1]],
        ['\u0000', 'x'],
        [1.5, 'x'],
        [9e99, 'x'],
        'x',
        null,
      ]) {
        const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
        const answer = await desk.list(plural, { cursor, sort: 'id' });
        expect([plural, values, answer.status === 200 || answer.status === 400]).toEqual([plural, values, true]);
        for (const row of (answer.body as { rows?: Row[] }).rows ?? []) expect(mine.has(row.id)).toBe(true);
      }
    }
    expect(firm.faults).toEqual([]);
  });

  test('[ROAD5] search finds by what is seen, counts what it finds, and an empty list is not no filter', async () => {
    const { who, desk, screen } = of(code);
    for (const noun of seenNouns(who)) {
      const rows = tables[noun] ?? [];
      const { plural } = nounNamed(noun);
      for (const search of [
        'Lin',
        '林',
        '港都',
        'Harbour',
        'SKU-702',
        'SO-00000',
        'PO-rep2',
        'Note',
        '福爾',
        'Person',
        'Hammer',
        '鐵鎚 Door',
        '4710',
        'SKU-701 Lin',
        '%',
        '*',
      ]) {
        const expected = listFor(who, noun, rows, { search, sort: [{ field: 'id' }] }, tables);
        expect([noun, search, (await desk.list(plural, { search, sort: 'id', limit: 500 })).body]).toEqual([
          noun,
          search,
          { rows: expected, next: null },
        ]);
        expect([noun, search, await screen.ask('collection.count', { noun, search })]).toEqual([
          noun,
          search,
          { count: expected.length },
        ]);
      }
      const nothing = { field: 'id', is: 'in', value: [] };
      expect((await desk.list(plural, { filter: nothing })).body).toEqual({ rows: [], next: null });
      expect(await screen.ask('collection.count', { noun, where: { not: nothing } })).toEqual({
        count: rows.filter((row) => seen(who, noun, row)).length,
      });
      expect(await screen.ask('collection.count', { noun })).toEqual({
        count: rows.filter((row) => seen(who, noun, row)).length,
      });
    }
  });

  test('[ROAD6] a command about a row out of sight answers as about one that is not there, by either door', async () => {
    const { who, desk, screen } = of(code);
    const before = firm.entries.length;
    for (const name of commandNames) {
      const command = commandNamed(name);
      if (!command || command.internal) continue;
      const ids = new Set<NounName>();
      const form = command.input as unknown as Parameters<typeof sampleOf>[0];
      sampleOf(form, command.on, (noun) => {
        ids.add(noun);
        return MISSING;
      });
      for (const about of ids) {
        const foreign = hidden(who, about)[0];
        if (!foreign) continue;
        /** All other ids are of rows that the person sees, so that only this one decides. */
        const sight = (noun: NounName): string =>
          (tables[noun] ?? []).find((row) => seen(who, noun, row))?.id ?? MISSING;
        const input = (id: string) => sampleOf(form, command.on, (noun) => (noun === about ? id : sight(noun)));
        const there = await desk.command(name, input(foreign.id));
        const missing = await desk.command(name, input(MISSING));
        expect([name, about, heard(there)]).toEqual([name, about, heard(missing)]);
        expect([name, there.status]).not.toEqual([name, 200]);
        expect(await screen.command(name, input(foreign.id), firm.commandId())).toEqual(there.body);
      }
    }
    expect(firm.entries.slice(before).map(({ command }) => command)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
});
