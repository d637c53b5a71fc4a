/** A busy day of a small house, by commands: orders come in, some are held or called off, what is reserved leaves. */
import type { Company } from '../../../server/system/company.ts';
import { nthOrder, type SmallCompany } from '../small-company.ts';

/** Orders a minute: fourteen hundred in eight hours, of five lines each. */
const ORDERS = 3;

export type Day = {
  /** All that happens in the next minute. Answers how many commands that were. */
  minute(): Promise<number>;
};

export const busyDay = (company: Company, small: SmallCompany): Day => {
  let orders = 0;
  let commands = 0;
  const open: string[] = [];
  const does = (name: string, input: object): Promise<{ readonly [name: string]: unknown }> => {
    commands++;
    return company.system(name, input);
  };
  const enters = async (): Promise<void> => {
    const { input } = nthOrder(small, orders++);
    open.push(String((await does('order.create', input as object)).id));
  };
  const leaves = async (orderId: string): Promise<void> => {
    const picks = await company.store.read((query) =>
      query.all('SELECT "id", "quantity" FROM "pick" WHERE "orderId" = ? AND "status" = ?', [orderId, 'reserved']),
    );
    for (const { id, quantity } of picks) await does('pick.confirm', { id, picked: Number(quantity) });
    const { packageId } = await does('order.pack', { orderId, pickIds: picks.map(({ id }) => id) });
    await does('order.ship', { orderId, packageIds: [packageId] });
  };
  let minutes = 0;
  return {
    minute: async () => {
      const before = commands;
      for (let n = 0; n < ORDERS; n++) await enters();
      const [leaving, held, off] = open.splice(0, 3);
      if (leaving && minutes % 2 === 0) await leaves(leaving);
      if (held && minutes % 10 === 3) await does('order.hold', { id: held, why: 'Asked for another day' });
      if (off && minutes % 10 === 7) await does('order.cancel', { id: off, why: 'Asked for by mistake' });
      minutes++;
      return commands - before;
    },
  };
};
