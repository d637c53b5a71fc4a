import type { NounName } from '../../shared/catalogue.ts';
import type { DbRow } from '../store/store.ts';
import type { Company } from '../system/company.ts';

/** What a reader is told of a row that was changed; of an update `changed` names the fields that were. */
export type Read = {
  readonly position: number;
  readonly actorId: string;
  readonly rowId: string;
  readonly op: 'insert' | 'update';
  readonly changed: ReadonlySet<string>;
};
export type LogReader = {
  /** Resolves when all that was committed before has been acted on. */
  settled(): Promise<void>;
  /** Nothing is under way any more when it resolves. */
  close(): Promise<void>;
};
type Reading = {
  /** By what it is known where it stands. */
  readonly name: string;
  readonly noun: NounName;
  /** May be told the same again: what it does twice must come to what it does once. */
  readonly act: (read: Read) => Promise<void>;
  readonly report: (error: unknown) => void;
};

/** Entries read at once. */
const PAGE = 100;
/** How often it is written down how far it has come, and what failed is tried again, ms. */
const KEEP = 30_000;

/**
 * Acts on each committed change of a noun's rows, in the order of the log and after the commit: nothing of it happens while
 * whoever made the change is answered. How far it has come is written down, so that what a stop of the server came between is
 * made up for at the next start; a failure is tried again, and those after it wait. The first time it begins with what is new.
 */
export const logReader = async (company: Company, { name, noun, act, report }: Reading): Promise<LogReader> => {
  const { store } = company;
  let head = 0;
  let position = 0;
  /** Another one each time that the log begins anew with the company. */
  let log = 0;
  let kept: number | null = null;
  let closing = false;
  let last: Promise<void> = Promise.resolve();

  const keep = async (): Promise<void> => {
    const now = position;
    if (kept === now) return;
    await store.write((connection) =>
      connection.run(
        'INSERT INTO "log_reader" ("name", "position") VALUES (?, ?) ON CONFLICT ("name") DO UPDATE SET "position" = excluded."position"',
        [name, now],
      ),
    );
    kept = now;
  };
  const pageFrom = (from: number, upTo: number): Promise<readonly DbRow[]> =>
    store.read((query) =>
      query.all(
        'SELECT "position", "actorId", "rowId", "op", "old" FROM "change_log" WHERE "position" > ? AND "position" <= ? AND "noun" = ? AND "op" <> ? ORDER BY "position" LIMIT ?',
        [from, upTo, noun, 'delete', PAGE],
      ),
    );
  const pass = async (): Promise<void> => {
    const [upTo, of] = [head, log];
    const goesOn = (): boolean => !closing && log === of && position < upTo;
    const began = position;
    while (goesOn()) {
      const found = await pageFrom(position, upTo);
      for (const one of found) {
        if (!goesOn()) break;
        await act(readOf(one));
        if (log === of) position = Number(one.position);
      }
      if (goesOn() && found.length < PAGE) position = upTo;
    }
    if (position !== began) await keep();
  };
  const go = (): Promise<void> => {
    last = last.then(pass).catch(report);
    return last;
  };
  const unlisten = company.onCommit((entries) => {
    const [first, end] = [entries[0], entries.at(-1)];
    if (!first || !end) return;
    if (first.position <= head) {
      log++;
      position = first.position - 1;
      head = position;
    }
    const isCaughtUp = position === head;
    head = end.position;
    if (entries.some((entry) => entry.noun === noun)) void go();
    else if (isCaughtUp) position = head;
  });
  const timer = setInterval(() => {
    last = last.then(pass).then(keep).catch(report);
  }, KEEP).unref();

  const { from, upTo } = await store.read(async (query) => {
    const [stands] = await query.all('SELECT "position" FROM "log_reader" WHERE "name" = ?', [name]);
    const [end] = await query.all('SELECT "position" FROM "log_head" WHERE "id" = 1');
    return { from: stands ? Number(stands.position) : null, upTo: Number(end?.position ?? 0) };
  });
  // Further than the log itself it may stand where the company began anew while it was being written down.
  position = from === null ? upTo : Math.min(from, upTo);
  head = Math.max(head, upTo);
  await keep();
  void go();
  return {
    settled: go,
    close: async () => {
      unlisten();
      clearInterval(timer);
      closing = true;
      await last;
      await keep().catch(report);
    },
  };
};

const readOf = ({ position, actorId, rowId, op, old }: DbRow): Read => ({
  position: Number(position),
  actorId: String(actorId),
  rowId: String(rowId),
  op: op === 'insert' ? 'insert' : 'update',
  changed: new Set(old === null ? [] : Object.keys(JSON.parse(String(old)) as object)),
});
