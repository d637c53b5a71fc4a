import { addDays, addMonths, dayOf, startOfDay } from '../../shared/base/day.ts';
import type { Entry } from '../audit/change-log.ts';
import type { Progress } from '../door/context.ts';
import type { Company } from '../system/company.ts';
import { SYSTEM } from '../write/handlers.ts';
import { enterBoards } from './boards.ts';
import { calendarOf, shiftsUntil } from './calendar.ts';
import { chanceOf } from './chance.ts';
import { enterClients } from './clients.ts';
import type { Clockwork } from './clock.ts';
import { enterComments } from './comments.ts';
import { type Demo, HOUR, MINUTE, ZONE } from './demo.ts';
import { deskOf } from './desk.ts';
import { floorOf } from './floor.ts';
import { enterGoods } from './goods.ts';
import { enterTargets, planOccasions } from './marks.ts';
import { enterPartNumbers } from './part-numbers.ts';
import { enterPeople, openAccounts } from './people.ts';
import { enterPictures } from './pictures.ts';
import { enterCarriers, enterPlaces } from './places.ts';
import { DENSE_DAYS, type Plan, plansOf } from './plan.ts';
import { playUntil } from './play.ts';
import { enterPriceChange } from './price-change.ts';
import { enterDeputies, enterRequests, enterRights } from './requests.ts';
import { salesOf } from './sales.ts';
import { type Stage, stageOf } from './stage.ts';
import { supplyOf } from './supply.ts';
import { enterViews } from './views.ts';

export type Making = {
  /** The same seed makes the same company, anchored to the moment at which it is made. */
  readonly seed: string;
  /** 1 is the whole: 1,500 orders, 400 products, 120 customers. */
  readonly scale: number;
  readonly tell: (progress: Progress) => void;
};
export type Made = { readonly refusals: ReadonlyMap<string, number> };

const MONTHS = 13;
const ORDERS = 1_500;
const CUSTOMERS = 120;
/** Orders of more than this are looked at by Finance, dollars. */
const REVIEWED = 250_000;

/** Makes the demonstration company on empty tables, by the product's own commands over a simulated clock. */
export const makeDemo = async (company: Company, clock: Clockwork, { seed, scale, tell }: Making): Promise<Made> => {
  const now = clock.now();
  const today = dayOf(now, ZONE);
  const first = addMonths(today, -MONTHS);
  const opening = startOfDay(first, ZONE) + 7 * HOUR;
  const chance = chanceOf(seed);
  clock.begin(opening, chance.fork('ids'));
  const stage = stageOf(company, clock, chance);
  const say = (step: string, done: number, total: number): void => tell({ ready: false, step, done, total });
  // Interrupted, it is made anew: nobody waits for the disk at each step.
  await company.store.hurry(true);
  try {
    const set = (key: string, value: unknown): Promise<string> =>
      stage.must(SYSTEM, opening, 'setting.set', { key, value });
    await set('company.making', 'demo');
    await set('organisation', {
      name: 'Harbour & Hill Trading 海丘貿易',
      currency: 'TWD',
      timeZone: ZONE,
      language: 'en',
    });
    await set('letterhead', {
      street: '高雄市鼓山區蓬萊路 17 號 · 17 Penglai Road, Gushan, Kaohsiung',
      phone: '+886 7 5550 1700',
      email: 'sales@harbour-hill.example',
      taxNumber: '24536806',
      closing: '匯款帳號 Bank account: 海丘銀行 Harbour Bank 812-0055-1700',
    });
    await set('review.amount', REVIEWED);
    say('people', 0, 1);
    const houses = await enterPlaces(stage, opening);
    const carriers = await enterCarriers(stage, opening);
    const cast = await enterPeople(stage, opening, new Map(houses.map(({ code, id }) => [code, id])));
    say('products', 0, 2);
    const goods = await enterGoods(stage, opening + HOUR / 4, scale, (done, total) => say('products', done, total));
    say('customers', 0, 1);
    const clients = await enterClients(
      stage,
      opening + HOUR / 2,
      cast,
      goods,
      Math.max(30, Math.round(CUSTOMERS * scale)),
    );
    await enterPictures(stage, opening + (HOUR * 3) / 4, cast.salesManager, goods);
    await enterPartNumbers(stage, opening + (HOUR * 3) / 4, clients, goods);
    const calendar = calendarOf(shiftsUntil(first, now, ZONE));
    const denseFrom = startOfDay(addDays(today, -DENSE_DAYS), ZONE);
    const demo: Demo = {
      stage,
      play: playUntil(now, (at) => (at < denseFrom ? 3 * HOUR : 40 * MINUTE)),
      calendar,
      cast,
      houses: new Map(houses.map((house) => [house.code, house])),
      carriers,
      goods,
      goodById: new Map(goods.goods.map((good) => [good.id, good])),
      clients,
      clientById: new Map(clients.known.map((client) => [client.id, client])),
      plans: new Map(),
    };
    say('stock', 0, 1);
    const supply = supplyOf(demo);
    await supply.open(opening + HOUR);
    await enterBoards(stage, opening + 2 * HOUR, cast);
    await enterViews(stage, opening + 2 * HOUR, cast);
    await enterTargets(stage, opening + 2 * HOUR, cast, { first, busyFrom: addDays(today, -DENSE_DAYS), scale });
    const plans = plansOf(Math.round(ORDERS * scale), calendar, denseFrom, chance.fork('plans'));
    await play(demo, supply, plans, today, say);
    await supply.expect(now);
    await readInboxes(stage, new Set([...cast.accounts, ...cast.sellers.map(({ id }) => id)]), now, now - 8 * HOUR);
    await enterComments(company, stage, cast, now);
    await enterRequests(company, stage, now);
    await enterDeputies(stage, cast, now, today);
    await enterRights(stage, cast, now);
    await enterPriceChange(stage, now, cast.salesManager, goods, today);
    clock.reach(now);
    await openAccounts(stage, cast);
    return { refusals: stage.refusals };
  } finally {
    stage.leave();
    clock.end();
    await company.store.hurry(false);
  }
};

/** Thirteen months of work. */
const play = async (
  demo: Demo,
  supply: ReturnType<typeof supplyOf>,
  plans: readonly Plan[],
  today: string,
  say: (step: string, done: number, total: number) => void,
): Promise<void> => {
  const { stage, calendar } = demo;
  const sales = salesOf(demo);
  const floor = floorOf(demo);
  const desk = deskOf(demo);
  const react = (entries: readonly Entry[]): void => {
    for (const entry of entries) {
      supply.react(entry);
      sales.react(entry);
      floor.react(entry);
      desk.react(entry);
    }
  };
  const leave = stage.company.onCommit(react);
  try {
    const { later } = demo.play;
    for (const plan of plans) later(plan.at, () => sales.enter(plan));
    const shifts = calendar.shifts;
    for (let at = 6; at < shifts.length; at += 6) later((shifts[at]?.from ?? 0) + 2 * HOUR, floor.weekly);
    planOccasions(demo, today);
    const end = shifts.at(-1)?.to ?? 0;
    for (const hoursAgo of [1.4, 3.3, 26]) later(end - hoursAgo * HOUR, desk.unnamed);
    later(end - 2 * HOUR, desk.inPart);
    const first = shifts[0]?.day ?? today;
    for (let day = addDays(first, 1); day <= today; day = addDays(day, 1)) {
      const turned = day;
      later(startOfDay(day, ZONE) + 1_000, async (at) => turn(demo, turned, at));
    }
    // A new customer every few days, until all are won.
    for (let at = 8; at < shifts.length; at += 6)
      later((shifts[at]?.from ?? 0) + 3 * HOUR + 7 * MINUTE, async (then) => {
        const client = await demo.clients.enterNext(then);
        if (client) demo.clientById.set(client.id, client);
      });
    await demo.play.run(() => say('history', demo.plans.size, plans.length));
  } finally {
    leave();
  }
};

/** Whoever enters the company for the first time finds what came today, not a year of it. */
const readInboxes = async (stage: Stage, people: Iterable<string>, at: number, upTo: number): Promise<void> => {
  for (const personId of people) {
    let more = true;
    while (more) more = (await stage.act(personId, at, 'notification.read_all', { upTo }))?.answer.more === 1;
  }
};

const turn = async ({ stage }: Demo, day: string, at: number): Promise<void> => {
  for (;;) {
    const done = await stage.act(SYSTEM, at, 'day.turned', { day });
    if (done?.answer.more !== 1) return;
  }
};
