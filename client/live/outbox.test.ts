import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../shared/live/protocol.ts';
import { Device, Pages } from '../../tests/live/device.ts';
import type { Word } from './beside.ts';
import { type Kept, LEASE, type Pending } from './locker.ts';
import { Outbox, type Told } from './outbox.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);

/** A server behind a line that may be cut before it hears, or after it has done it. */
class Line {
  up = true;
  readonly done: string[] = [];
  readonly heard: string[] = [];
  unanswered = 0;
  readonly #answers = new Map<string, Answer>();
  /** What happens to the next ones: unheard, unanswered; then all is well. */
  fates: ('unheard' | 'unanswered')[] = [];
  refuses = (_pending: Pending): boolean => false;

  readonly send = async (pending: Pending): Promise<Answer> => {
    await new Promise((done) => setImmediate(done));
    if (!this.up) throw new Error('not connected');
    const fate = this.fates.shift();
    if (fate === 'unheard') throw new Error('connection lost');
    this.heard.push(pending.id);
    const known = this.#answers.get(pending.id);
    const answer: Answer =
      known ?? (this.refuses(pending) ? { refused: 'order.changed_meanwhile' } : { ok: true, answer: {}, rows: [] });
    if (!known && 'ok' in answer) this.done.push(pending.id);
    this.#answers.set(pending.id, answer);
    if (fate === 'unanswered') {
      this.unanswered++;
      throw new Error('connection lost');
    }
    return answer;
  };
}
const idle = async (): Promise<void> => {
  for (let i = 0; i < 40; i++) await new Promise((done) => setImmediate(done));
};
const outboxOn = (device: Device, line: Line, pages = new Pages()) => {
  let told: Told = { pending: [], returned: [], lapsed: 0 };
  let lapsed = 0;
  const beside = pages.open((word: Word) => outbox.hear(word));
  const outbox: Outbox = new Outbox(
    device,
    (pending) => (isShut ? new Promise(() => undefined) : line.send(pending)),
    (now) => {
      told = now;
      lapsed += now.lapsed;
    },
    beside,
  );
  let isShut = false;
  return {
    outbox,
    /** As when the page is closed: nothing more comes from it. */
    shut: () => {
      isShut = true;
      beside.shut();
    },
    get pending() {
      return told.pending.map(({ id }) => id);
    },
    get returned() {
      return told.returned.map(({ id, refusal }) => `${id} ${refusal.refused}`);
    },
    get lapsed() {
      return lapsed;
    },
  };
};
const of = (id: string, at: number, name = 'order.cancel', row = 'o'): Pending => ({
  id,
  name,
  at,
  input: { id: row },
  about: { noun: 'order', id: row },
});

test('[P5] [LIVE28] however often the line is cut and the page closed, each command is done once, in the order in which it was given', async () => {
  console.log(`outbox: CROSSDOCK_SEED=${seed}`);
  const step = fc.constantFrom('give', 'give', 'give', 'cut', 'back', 'close', 'unheard', 'unanswered');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const device = new Device();
      const line = new Line();
      let page = outboxOn(device, line);
      await page.outbox.begin('ann', 0);
      const given: string[] = [];
      for (const one of steps) {
        if (one === 'give') {
          const id = `c${given.length}`;
          given.push(id);
          void page.outbox.put(of(id, given.length));
          await idle();
        } else if (one === 'cut') line.up = false;
        else if (one === 'close') {
          page = outboxOn(device, line);
          await page.outbox.begin('ann', given.length);
          await page.outbox.flush();
        } else if (one === 'back') {
          line.up = true;
          await page.outbox.flush();
        } else line.fates.push(one);
      }
      line.up = true;
      for (let i = 0; i <= steps.length; i++) await page.outbox.flush();
      await idle();
      expect(line.done).toEqual(given);
      expect([page.pending, page.returned, device.rows.size]).toEqual([[], [], 0]);
    }),
    {
      seed,
      numRuns: 150,
      examples: [[['give', 'unanswered', 'give', 'close', 'give']], [['cut', 'give', 'close', 'give', 'back']]],
    },
  );
});

test('[P13] [LIVE28] what was kept and is refused comes back with its reason, also to a page that was closed meanwhile, until it is mended', async () => {
  const device = new Device();
  const line = new Line();
  line.up = false;
  line.refuses = ({ id }) => id === 'a' || id === 'b';
  let page = outboxOn(device, line);
  await page.outbox.begin('ann', 0);
  void page.outbox.put(of('a', 1));
  void page.outbox.put(of('b', 2, 'order.update', 'p'));
  void page.outbox.put(of('c', 3, 'order.hold'));
  await idle();
  expect(page.pending).toEqual(['a', 'b', 'c']);
  page = outboxOn(device, line);
  line.up = true;
  await page.outbox.begin('ann', 10);
  await page.outbox.flush();
  expect(line.done).toEqual(['c']);
  expect(page.returned).toEqual(['a order.changed_meanwhile', 'b order.changed_meanwhile']);
  // It outlives this page as well.
  page = outboxOn(device, line);
  await page.outbox.begin('ann', 20);
  await page.outbox.flush();
  expect(page.returned).toEqual(['a order.changed_meanwhile', 'b order.changed_meanwhile']);
  expect(line.heard).toEqual(['a', 'b', 'c']);
  // The same done in a way that is taken settles it; another row's does not.
  await page.outbox.put(of('d', 30, 'order.update', 'q'));
  expect(page.returned.length).toBe(2);
  await page.outbox.put(of('e', 31, 'order.update', 'p'));
  expect(page.returned).toEqual(['a order.changed_meanwhile']);
  await page.outbox.dismiss('a');
  expect([page.returned, device.rows.size]).toEqual([[], 0]);
});

test('[P13] [LIVE28] what came back is settled by the same done anew alone: not by other fields, another row, or what was given before it came back', async () => {
  const line = new Line();
  const page = outboxOn(new Device(), line);
  await page.outbox.begin('ann', 0);
  const edit = (from: unknown, to: unknown) => ({ from, to });
  const give = (id: string, name: string, input: object) =>
    page.outbox.put({ id, name, at: 1, input, about: { noun: 'order', id: 'o' } });
  /** Given without a connection: those that `refused` names come back. */
  const kept = async (refused: string, ...all: Parameters<typeof give>[]) => {
    line.up = false;
    line.refuses = ({ id }) => id === refused;
    for (const one of all) void give(...one);
    await idle();
    line.up = true;
    await page.outbox.flush();
    await idle();
  };
  const back = () => page.returned.map((one) => one.split(' ')[0]);
  const notes = { id: 'o', set: { notes: edit(null, 'Ring twice') } };

  await kept('a', ['a', 'order.update', notes], ['b', 'order.update', { id: 'o', set: { notes: edit(null, 'x') } }]);
  expect(line.done).toEqual(['b']);
  expect(back()).toEqual(['a']);
  await give('c', 'order.update', { id: 'o', set: { consignee: edit(null, 'Ann') } });
  await give('d', 'order.update', { id: 'o', change: [{ id: 'l', quantity: edit(1, 2) }] });
  expect(back()).toEqual(['a']);
  await give('e', 'order.update', { id: 'o', set: { notes: edit('x', 'Ring'), consignee: edit('Ann', 'Bea') } });
  expect(back()).toEqual([]);

  await kept('f', [
    'f',
    'order.update',
    { id: 'o', change: [{ id: 'l', quantity: edit(2, 3) }], add: [{ productId: 'p' }] },
  ]);
  await give('g', 'order.update', { id: 'o', change: [{ id: 'm', quantity: edit(1, 2) }], add: [{ productId: 'q' }] });
  await give('h', 'order.update', { id: 'o', change: [{ id: 'l', discount: edit(0, 1) }] });
  expect(back()).toEqual(['f']);
  await give('i', 'order.update', { id: 'o', remove: ['l'] });
  expect(back()).toEqual([]);

  await kept('j', ['j', 'hold.release', { id: 'credit' }]);
  await give('k', 'hold.release', { id: 'discount' });
  expect(back()).toEqual(['j']);
  await give('l', 'hold.release', { id: 'credit', why: 'Paid' });
  expect(back()).toEqual([]);
});

test('[P13] what is refused while one waits for it is answered there, and nowhere else', async () => {
  const line = new Line();
  line.refuses = () => true;
  const page = outboxOn(new Device(), line);
  await page.outbox.begin('ann', 0);
  expect(await page.outbox.put(of('a', 1))).toEqual({ refused: 'order.changed_meanwhile' });
  expect(page.returned).toEqual([]);
});

test('[P11] [LIVE28] after eight hours nothing is sent, and it is said; at sign-out nothing stays, nor what was being written', async () => {
  const device = new Device();
  const line = new Line();
  line.up = false;
  const page = outboxOn(device, line);
  await page.outbox.begin('ann', 0);
  const answer = page.outbox.put(of('a', 1));
  void page.outbox.put(of('b', LEASE));
  await idle();
  await page.outbox.sweep(LEASE + 1);
  expect(await answer).toEqual({ refused: 'outbox.lapsed' });
  expect([page.pending, page.returned, [...device.rows.keys()]]).toEqual([['b'], ['a outbox.lapsed'], ['b']]);
  const later = outboxOn(device, line);
  await later.outbox.begin('ann', 3 * LEASE);
  expect([later.pending, later.lapsed, device.rows.size]).toEqual([[], 1, 0]);

  const other = outboxOn(device, line);
  await other.outbox.begin('ann', 3 * LEASE);
  const lost = other.outbox.put(of('c', 3 * LEASE));
  await idle();
  // Nobody finds what somebody else left.
  const bob = outboxOn(device, line);
  await bob.outbox.begin('bob', 3 * LEASE);
  expect([bob.pending, device.rows.size]).toEqual([[], 0]);
  await other.outbox.wipe('ann');
  expect([await lost, other.pending, device.rows.size]).toEqual([{ refused: 'signed_out' }, [], 0]);
});

test('[P5] an answer that comes before the command is written on the device leaves nothing there to be sent again', async () => {
  class Slow extends Device {
    override readonly keep = async (person: string, kept: Kept): Promise<void> => {
      for (let i = 0; i < 10; i++) await new Promise((done) => setImmediate(done));
      this.rows.set(kept.id, { person, kept });
    };
  }
  const device = new Slow();
  const page = outboxOn(device, new Line());
  await page.outbox.begin('ann', 0);
  await page.outbox.put(of('a', 1));
  await idle();
  expect([page.pending, device.rows.size]).toEqual([[], 0]);
});

test('[P5] [LIVE28] two pages of one person: one of them at a time sends, each command once, and both say what became of it', async () => {
  const step = fc.constantFrom('one', 'one', 'two', 'two', 'cut', 'back', 'close', 'unheard', 'unanswered', 'refuse');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const device = new Device();
      const line = new Line();
      const refused = new Set<string>();
      line.refuses = ({ id }) => refused.has(id);
      const browser = new Pages();
      let pages = [outboxOn(device, line, browser), outboxOn(device, line, browser)] as const;
      for (const { outbox } of pages) await outbox.begin('ann', 0);
      const given: string[] = [];
      /** Answers to those who waited for them on pages that stand. */
      let waiting = new Map<string, Answer | null>();
      for (const one of steps) {
        if (one === 'one' || one === 'two') {
          const id = `c${String(given.length).padStart(2, '0')}`;
          given.push(id);
          waiting.set(id, null);
          const here = waiting;
          void pages[one === 'one' ? 0 : 1].outbox.put(of(id, given.length)).then((answer) => here.set(id, answer));
          await idle();
        } else if (one === 'cut') line.up = false;
        else if (one === 'refuse') refused.add(`c${String(given.length).padStart(2, '0')}`);
        else if (one === 'close') {
          // The first page is shut: what it had begun to say is lost, and its turn is handed on.
          pages[0].shut();
          pages = [pages[1], outboxOn(device, line, browser)];
          waiting = new Map();
          await pages[1].outbox.begin('ann', given.length);
        } else if (one === 'back') {
          line.up = true;
          await Promise.all(pages.map(({ outbox }) => outbox.flush()));
        } else line.fates.push(one);
      }
      line.up = true;
      for (let i = 0; i <= steps.length; i++) for (const { outbox } of pages) await outbox.flush();
      await idle();
      expect([...line.done].sort()).toEqual(given.filter((id) => !refused.has(id)));
      expect([...waiting.values()]).not.toContain(null);
      for (const page of pages) expect(page.pending).toEqual([]);
      expect(pages[0].returned.toSorted()).toEqual(pages[1].returned.toSorted());
      expect(device.rows.size).toBe(pages[0].returned.length);
      // A repeat is asked only where an answer was lost.
      const repeats = line.heard.length - new Set(line.heard).size;
      expect(repeats).toBeLessThanOrEqual(line.unanswered);
    }),
    { seed, numRuns: 100 },
  );
});

test('[P5] [LIVE28] what one page keeps is shown on the other and sent by whichever has a line; who waits has the answer, both what came back', async () => {
  const device = new Device();
  const browser = new Pages();
  const [near, far] = [new Line(), new Line()];
  far.up = false;
  far.refuses = near.refuses = ({ id }) => id === 'b';
  const [here, there] = [outboxOn(device, near, browser), outboxOn(device, far, browser)];
  near.up = false;
  for (const { outbox } of [here, there]) await outbox.begin('ann', 0);
  const first = there.outbox.put(of('a', 1));
  const second = there.outbox.put(of('b', 2));
  void here.outbox.put(of('c', 3));
  await idle();
  expect([here.pending, there.pending]).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
  // The line of one of them comes back, and that of the other a moment later.
  near.up = true;
  await here.outbox.flush();
  await idle();
  far.up = true;
  await there.outbox.flush();
  expect([near.heard, far.heard]).toEqual([['a', 'b', 'c'], []]);
  expect([await first, await second]).toEqual([
    { ok: true, answer: {}, rows: [] },
    { refused: 'order.changed_meanwhile' },
  ]);
  for (const page of [here, there]) expect([page.pending, page.returned]).toEqual([[], ['b order.changed_meanwhile']]);
  // Given up on one of them, it is gone from both, and from the device.
  await there.outbox.dismiss('b');
  await idle();
  expect([here.returned, there.returned, device.rows.size]).toEqual([[], [], 0]);
});

test('[P5] [LIVE28] the page that sends is closed in the midst of it: the other goes on, and nothing is done twice', async () => {
  const device = new Device();
  const browser = new Pages();
  const line = new Line();
  line.up = false;
  const [first, second] = [outboxOn(device, line, browser), outboxOn(device, line, browser)];
  for (const { outbox } of [first, second]) await outbox.begin('ann', 0);
  for (const [at, id] of ['a', 'b', 'c'].entries()) void first.outbox.put(of(id, at + 1));
  await idle();
  line.up = true;
  // The first has sent one, and is gone before it can say so.
  const { drop } = device;
  device.drop = async (id) => {
    first.shut();
    device.drop = drop;
    await drop(id);
  };
  void first.outbox.flush();
  void second.outbox.flush();
  await new Promise((done) => setTimeout(done, 700));
  expect([line.done, second.pending, second.returned, device.rows.size]).toEqual([['a', 'b', 'c'], [], [], 0]);
});

test('[LIVE28] signing out on one page is said to the others, with how much of the person’s it erases', async () => {
  const device = new Device();
  const browser = new Pages();
  const line = new Line();
  line.up = false;
  const page = outboxOn(device, line, browser);
  const heard: Word[] = [];
  browser.open((word) => heard.push(word));
  await page.outbox.begin('ann', 0);
  void page.outbox.put(of('a', 1));
  void page.outbox.put(of('b', 2));
  await idle();
  expect(await page.outbox.unsent('ann')).toBe(2);
  page.outbox.over();
  await idle();
  expect(heard.at(-1)).toEqual({ person: 'ann', over: true });
  expect([page.outbox.isFor({ person: 'ann', over: true }), page.outbox.isFor({ person: 'bob', over: true })]).toEqual([
    true,
    false,
  ]);
  // While one looks as another nothing is taken up: what lies there is counted all the same.
  const looking = outboxOn(device, line, browser);
  expect([await looking.outbox.unsent('ann'), await looking.outbox.unsent('bob')]).toEqual([2, 0]);
});

test('[P11] [LIVE28] a page that is late to hear of its person’s end erases nothing of who is signed in there by then', async () => {
  const device = new Device();
  const line = new Line();
  line.up = false;
  const late = outboxOn(device, line);
  await late.outbox.begin('ann', 0);
  const lost = late.outbox.put(of('a', 1));
  await idle();
  const page = outboxOn(device, line);
  await page.outbox.begin('bob', 2);
  void page.outbox.put(of('b', 3));
  // Ann’s page still has no line: what is given there lies beside Bob’s.
  void late.outbox.put(of('c', 4));
  await idle();
  expect([await page.outbox.unsent('bob'), [...device.rows.keys()]]).toEqual([1, ['b', 'c']]);
  await late.outbox.wipe('ann');
  expect([await lost, [...device.rows.keys()]]).toEqual([{ refused: 'signed_out' }, ['b']]);
  line.up = true;
  await Promise.all([late.outbox.flush(), page.outbox.flush()]);
  expect([line.heard, page.pending]).toEqual([['b'], []]);
});

test('[P5] [P11] nobody sends what somebody else gave: it is over for whoever waits', async () => {
  const line = new Line();
  line.up = false;
  const page = outboxOn(new Device(), line);
  await page.outbox.begin('ann', 0);
  const lost = page.outbox.put(of('a', 1));
  await idle();
  line.up = true;
  await page.outbox.begin('bob', 2);
  await page.outbox.flush();
  expect([await lost, line.heard, page.pending]).toEqual([{ refused: 'signed_out' }, [], []]);
});

test('[P5] what lies on the device no more, and of which no page says what became of it, is sent from here', async () => {
  const device = new Device();
  const line = new Line();
  line.up = false;
  const before = outboxOn(device, line);
  await before.outbox.begin('ann', 0);
  void before.outbox.put(of('a', 1));
  await idle();
  before.shut();
  const page = outboxOn(device, line);
  await page.outbox.begin('ann', 2);
  device.rows.clear();
  line.up = true;
  await page.outbox.flush();
  expect([line.done, page.pending]).toEqual([['a'], []]);
});

test('[P11] [LIVE28] a page that slept for longer than eight hours sends nothing when it wakes, and says so once', async () => {
  const device = new Device();
  const line = new Line();
  line.up = false;
  const before = outboxOn(device, line);
  await before.outbox.begin('ann', 0);
  void before.outbox.put(of('a', 1));
  await idle();
  before.shut();
  const page = outboxOn(device, line);
  await page.outbox.begin('ann', 2);
  line.up = true;
  await page.outbox.begin('ann', LEASE + 1);
  await page.outbox.flush();
  expect([line.heard, page.pending, page.returned, page.lapsed]).toEqual([[], [], ['a outbox.lapsed'], 0]);
});
