import { describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { shop } from '../../tests/shop.ts';
import { type World, world } from '../../tests/world.ts';

const opened = async (of: World) => {
  const { warehouseId, customer, product } = await shop(of);
  const customerId = await customer();
  const productId = await product('ONE');
  const order = (lines: number) => ({
    customerId,
    warehouseId,
    lines: Array.from({ length: lines }, () => ({ productId, quantity: 1, unit: 'PCS' })),
  });
  return { order };
};

describe.each(dialects)('commits on %s', (dialect) => {
  test('[write.gathered] commands at once share one, and each person has the answer to their own', async () => {
    const house = await world(dialect);
    const { order } = await opened(house);
    const before = house.commits.length;
    const made = await Promise.all(Array.from({ length: 16 }, (_, n) => house.do('order.create', order(1 + (n % 3)))));
    expect(house.commits.length - before).toBeLessThanOrEqual(2);
    const lines = await Promise.all(
      made.map(({ id }) => house.rows('order_line', { field: 'orderId', is: 'eq', value: id as string })),
    );
    expect(lines.map(({ length }) => length)).toEqual(made.map((_, n) => 1 + (n % 3)));
    await house.close();
  });

  test('[write.gathered] large ones are told apart, so that the sockets speak in between', async () => {
    const house = await world(dialect);
    const { order } = await opened(house);
    const before = house.commits.length;
    await Promise.all(Array.from({ length: 5 }, () => house.do('order.create', order(250))));
    const commits = house.commits.slice(before);
    expect(commits).toHaveLength(3);
    for (const entries of commits) expect(entries).toBeLessThan(2 * 300);
    await house.close();
  });
});
