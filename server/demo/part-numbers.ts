import type { Clients } from './clients.ts';
import type { Goods } from './goods.ts';
import type { Stage } from './stage.ts';

/** Of the customers that come with the company, every so many names goods by numbers of their own. */
const EVERY = 4;

/** Their sellers have kept them, so that an order sheet of theirs can be pasted as it comes. */
export const enterPartNumbers = async (stage: Stage, at: number, clients: Clients, goods: Goods): Promise<void> => {
  const own = clients.known.filter((_, n) => n % EVERY === 0);
  await Promise.all(
    own.map(({ id, sellerId }, n) => {
      const chance = stage.chance.fork('part numbers', n);
      const chosen = new Set(Array.from({ length: chance.int(4, 12) }, () => chance.of(goods.goods)));
      const numbers = [...chosen].map((good, line) => ({
        productId: good.id,
        code: `${chance.of(['HB', 'TX', 'MK'])}-${1000 + n * 40 + line}`,
      }));
      return stage.must(sellerId, at, 'part_number.set', { customerId: id, numbers });
    }),
  );
};
