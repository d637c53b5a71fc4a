import { Hono } from 'hono';
import * as v from 'valibot';
import { readMany } from '../read/read.ts';
import { alikeTo, asSeenBy } from '../sales/customer/alike.find.ts';
import { type Door, type House, statusOf } from './context.ts';

const text = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))));
const asked = v.strictObject({
  country: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60)))),
  name: text,
  localName: text,
  taxNumber: text,
  phones: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(10))),
  /** The customer itself, which is not alike to itself. */
  id: v.optional(v.string()),
});

/**
 * Customers that may be the firm that is being entered, of those that the asker sees:
 * `{ rows: [{ by: ['name' | 'phone' | 'tax'], row }] }`. Of others nothing is said, nor looked at.
 */
export const alikeRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal } = house.company;
  app.post('/', async (c) => {
    const parsed = v.safeParse(asked, await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' }, 400);
    const { id, country, name, localName, taxNumber, phones = [] } = parsed.output;
    const told = await house.live.reading(c.var.actor, async (rights) => {
      if (!rights.mayEver('customer', 'read')) return { refused: 'unknown_noun' } as const;
      return store.read(async (query) => {
        const likened = { country: country ?? '', names: [name, localName], taxNumber, phones };
        const found = await alikeTo(
          query,
          seal,
          likened,
          asSeenBy((noun) => rights.view(noun)),
        );
        const seen = await readMany(query, seal, rights.view('customer'), [...found.keys()]);
        return {
          rows: [...found].flatMap(([one, by]) => {
            const row = one === id ? undefined : seen.get(one);
            return row ? [{ by, row }] : [];
          }),
        };
      });
    });
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  return app;
};
