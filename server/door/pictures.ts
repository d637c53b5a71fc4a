import { Hono } from 'hono';
import { pictureSizes } from '../../shared/sales/product_picture/product_picture.fields.ts';
import { readOne } from '../read/read.ts';
import { type Door, type House, statusOf } from './context.ts';

const missing = { refused: 'missing' } as const;

/**
 * `GET /api/pictures/<product>/<small | large>`: a product's picture, for who reads that it has one. What it is was read
 * from its own bytes when it came; a browser is told to take it for nothing else, and to run nothing in it.
 */
export const pictureRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal } = house.company;
  app.get('/:product/:size', async (c) => {
    const { product, size } = c.req.param();
    const known = pictureSizes.find((one) => one === size);
    const asked = c.req.header('if-none-match');
    const found = await house.live.reading(c.var.actor, (rights) =>
      store.read(async (query) => {
        const row = known && (await readOne(query, seal, rights.view('product'), product));
        if (!row?.pictureMark) return missing;
        const tag = `"${row.pictureMark}-${size}"`;
        if (asked === tag) return { tag, type: '', content: null };
        const [picture] = await query.all(
          'SELECT "type", "content" FROM "product_picture" WHERE "productId" = ? AND "size" = ?',
          [row.id, size],
        );
        return picture ? { tag, type: `image/${picture.type}`, content: String(picture.content) } : missing;
      }),
    );
    if ('refused' in found) return c.json(found, statusOf(found));
    c.header('ETag', found.tag);
    // Kept by this browser alone, and asked about each time: who may no longer read it is not shown it.
    c.header('Cache-Control', 'private, no-cache');
    c.header('Vary', 'Cookie');
    if (found.content === null) return c.body(null, 304);
    c.header('Content-Type', found.type);
    c.header('Content-Security-Policy', "default-src 'none'; sandbox");
    c.header('Content-Disposition', 'inline');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    return c.body(new Uint8Array(Buffer.from(found.content, 'base64')));
  });
  return app;
};
