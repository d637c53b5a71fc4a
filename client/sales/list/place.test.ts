import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EffectScope, effectScope, nextTick, ref, watch } from 'vue';

const asked: number[] = [];
vi.mock('vue-router', () => ({
  useRoute: () => ({ name: 'orders', fullPath: '/orders' }),
  onBeforeRouteLeave: () => {},
}));
vi.mock('../../live/connection.ts', () => ({
  count: async () => 100_000,
  keyAt: async ({ at }: { readonly at: number }) => {
    asked.push(at);
    return [String(at)];
  },
}));

const { usePlace } = await import('./place.ts');

const SCREEN = 30;
let scope: EffectScope;

/** A list of a hundred thousand orders, whose windows are there as soon as they are asked for. */
const orders = () => {
  const found = scope.run(() => {
    const list = usePlace('order', () => 'view=all');
    const window = () => list.place.value.above;
    const shown = {
      rows: ref(Array.from({ length: 100 }, (_, n) => ({ id: String(n) }))),
      held: ref(0),
      more: ref(true),
      above: ref(0),
      state: ref('ready'),
    };
    watch(list.place, ({ above, limit }) => {
      shown.rows.value = Array.from({ length: limit }, (_, n) => ({ id: String(above + n) }));
      shown.above.value = above;
    });
    const question = () => ({ where: null, search: null, sort: [{ field: 'number' as const }] });
    const moving = list.moving(shown as never, question, () => true);
    return {
      look: async (first: number) => {
        moving.look(first, first + SCREEN);
        for (let turn = 0; turn < 10; turn++) await nextTick();
      },
      holds: (first: number) => window() <= first && first + SCREEN <= window() + shown.rows.value.length,
    };
  });
  if (!found) throw new Error('no list');
  return found;
};

describe('[S3] dragged along a long list', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', { history: { state: null, replaceState: () => {} } });
    asked.length = 0;
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test('who leaps is shown at once where to', async () => {
    const { look, holds } = orders();
    await look(50_000);
    expect(holds(50_000)).toBe(true);
  });

  test('who drags is shown now and then where they are, and where they let go', async () => {
    const { look, holds } = orders();
    const frames = 60;
    for (let n = 1; n <= frames; n++) {
      await look(n * 1_000);
      await vi.advanceTimersByTimeAsync(16);
    }
    // Of a second that was dragged: at once, and then five times.
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.length).toBeLessThan(7);
    await vi.advanceTimersByTimeAsync(200);
    expect(holds(frames * 1_000)).toBe(true);
  });
});
