import { beforeEach, describe, expect, test, vi } from 'vitest';
import { computed, ref } from 'vue';

type Given = { readonly name: string; readonly input: { readonly id: string } };
const given: Given[] = [];
const refusals = new Map<string, string>();
const said: string[] = [];
let holds: readonly object[] = [];

vi.mock('../../live/connection.ts', () => ({
  command: async (name: string, input: Given['input']) => {
    given.push({ name, input });
    const refused = refusals.get(input.id);
    return refused ? { refused } : { ok: true, rows: [] };
  },
}));
vi.mock('../../access/rights.ts', () => ({
  useRights: () =>
    computed(() => ({
      may: (_noun: string, _action: string, row: { releasedBy?: string }) => row.releasedBy !== 'finance',
      mayEver: () => true,
    })),
}));
vi.mock('../../face/notices.ts', () => ({
  useNotices: () => ({ done: (text: string) => said.push(text), failed: (text: string) => said.push(text) }),
}));
vi.mock('../../words/words.ts', () => ({
  words: {
    t: (key: string, values?: { readonly n?: number }) => `${key} ${values?.n ?? ''}`.trim(),
    refusal: ({ refused }: { readonly refused: string }) => refused,
    value: (_noun: string, _field: string, value: string) => value,
    action: () => '',
  },
}));
vi.mock('../list/rows.ts', () => ({ rowsOf: async () => ({ rows: holds }) }));

const { useOrderBulk } = await import('./order.bulk.ts');

const chosen = (ids: readonly string[]) => {
  const selected = ref<ReadonlySet<string>>(new Set(ids));
  const selection = {
    selected,
    titleOf: (id: string) => `SO-${id}`,
    only: (left: readonly string[]) => {
      selected.value = new Set(left);
    },
  };
  return { selected, bulk: useOrderBulk(selection as never) };
};

describe('[S3] the same done with many orders', () => {
  beforeEach(() => {
    given.length = 0;
    said.length = 0;
    refusals.clear();
    holds = [];
  });

  test('what is refused is named with its reason and stays chosen; the rest is done', async () => {
    const { selected, bulk } = chosen(['1', '2', '3']);
    refusals.set('2', 'order.goods_left');
    bulk.ask('cancel');
    bulk.why.value = ' not wanted ';
    await bulk.run();
    expect(given.map(({ name, input }) => [name, input])).toEqual(
      ['1', '2', '3'].map((id) => ['order.cancel', { id, why: 'not wanted', reason: 'customer' }]),
    );
    expect(bulk.undone.value).toEqual([{ id: '2', title: 'SO-2', why: 'order.goods_left' }]);
    expect([[...selected.value], bulk.asking.value, said]).toEqual([['2'], null, []]);
  });

  test('all done is said once, and nothing stays chosen', async () => {
    const { selected, bulk } = chosen(['1', '2']);
    bulk.ask('hold');
    bulk.why.value = 'stock count';
    await bulk.run();
    expect([said, selected.value.size, bulk.undone.value]).toEqual([['orders.bulk.holdDone 2'], 0, []]);
  });

  test('holds are lifted as far as they are one’s own; who lifts the other is said, and of an order without one that it has none', async () => {
    holds = [
      { id: 'a', orderId: '1', releasedBy: 'sales_manager', excess: 50 },
      { id: 'b', orderId: '2', releasedBy: 'sales_manager', excess: null },
      { id: 'c', orderId: '2', releasedBy: 'finance', excess: 10 },
    ];
    const { selected, bulk } = chosen(['1', '2', '3']);
    bulk.ask('release');
    await bulk.run();
    expect(given.map(({ input }) => input)).toEqual([
      { id: 'a', why: null, excess: 50 },
      { id: 'b', why: null },
    ]);
    expect(bulk.undone.value.map(({ id, why }) => [id, why])).toEqual([
      ['2', 'finance'],
      ['3', 'orders.bulk.notHeld'],
    ]);
    expect([...selected.value]).toEqual(['2', '3']);
  });
});
