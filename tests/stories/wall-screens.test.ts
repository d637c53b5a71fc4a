import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { stories } from './browser.ts';
import { judged } from './judging.ts';
import { Hall } from './wall.ts';

const SIZES = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
] as const;

stories('[E4] a wall’s scenes', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open();
  });
  afterEach((context) => hall.clear(context));
  afterAll(() => hall?.close());

  test.for([
    ['dark', 'en', /^Sales$/],
    ['light', 'zh-TW', /^業務$/],
  ] as const)('is clean to axe and fits the screen, %s in %s', async ([theme, language, scene]) => {
    // Nine digits of money, and a name as long as one may be.
    await hall.orders(400_000);
    const wall = await hall.screen({ locale: language });
    await hall.code(wall);
    expect(await judged(wall.page, 'the code')).toEqual([]);
    let scenes = ['sales', 'finance', 'floor', 'warehouse'];
    const wallId = await hall.pairs(wall, {
      scenes,
      name: 'The long hall behind the north gate, second floor, bay 12 on',
      theme,
      language,
      roleId: hall.ids.get('executive'),
      pace: 600,
    });
    await wall.sees(scene);
    await wall.page.locator('[data-figure=bookings_today] b').waitFor();
    expect(await judged(wall.page, 'a scene')).toEqual([]);
    for (const [name, figure] of [
      ['sales', 'bookings_today'],
      ['finance', 'overdue'],
      ['floor', 'shipped_today'],
      ['warehouse', 'lines_shipped'],
    ] as const) {
      const set = { scenes: { from: scenes, to: [name] } };
      await hall.administers('wall.update', { id: wallId, set });
      scenes = [name];
      await hall.number(wall, figure).waitFor();
      for (const [width, height] of SIZES) {
        await wall.page.setViewportSize({ width, height });
        expect([name, width, await wall.page.evaluate(ill)]).toEqual([name, width, []]);
      }
    }
  });
});

/** What of the page is beyond the screen, which texts of a chart stand over one another, and bars on no common ground. */
const ill = (): string[] => {
  const placed = (one: Element, text: boolean): DOMRect => {
    if (!text) return one.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  };
  const told = (one: Element, at: DOMRect): string =>
    `${one.textContent} ${[at.left, at.top, at.right, at.bottom].map(Math.round).join(' ')}`;
  const beyond = [...document.querySelectorAll('h1, h2, b, footer, .clock, .label, .value, .number span')]
    .map((one) => [one, placed(one, false)] as const)
    .filter(([, at]) => at.left < 0 || at.top < 0 || at.right > innerWidth + 1 || at.bottom > innerHeight + 1)
    .map(([one, at]) => `beyond: ${told(one, at)}`);
  const over: string[] = [];
  for (const kind of ['.label', '.value', '.number b, .number span', 'header > *']) {
    const texts = [...document.querySelectorAll(kind)]
      .filter((one) => one.textContent !== '')
      .map((one) => [one, placed(one, kind === '.label' || kind === '.value')] as const);
    for (const [at, [one, here]] of texts.entries())
      for (const [other, there] of texts.slice(at + 1))
        if (
          here.left < there.right - 1 &&
          there.left < here.right - 1 &&
          here.top < there.bottom - 1 &&
          there.top < here.bottom - 1
        )
          over.push(`over one another: ${told(one, here)}, ${told(other, there)}`);
  }
  const grounds = [...document.querySelectorAll('.bars')].flatMap((bars) => {
    const lows = [...bars.querySelectorAll('.room')].map((room) => room.getBoundingClientRect().bottom);
    const apart = Math.max(...lows) - Math.min(...lows);
    return apart > 0.5 ? [`bars stand ${apart} px apart`] : [];
  });
  return [...beyond, ...grounds, ...over];
};
