import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnPicture } from '../../server/demo/pictures.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import { dialects } from '../databases.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';

const picture = (kind: number, large = 480) => ({
  small: drawnPicture(128, kind).toString('base64'),
  large: drawnPicture(large, kind).toString('base64'),
});

describe.each(dialects)('pictures of products on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  let id: string;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
    id = trade.products[0] as string;
  });
  afterAll(() => firm.close());
  const get = (cookie: string, path: string, headers: { readonly [name: string]: string } = {}) =>
    fetch(`${firm.address}/api/pictures/${path}`, { headers: { cookie, ...headers } });
  const refused = async (input: object) => (await (await firm.signIn('boss')).command('product.picture', input)).body;

  test('[S8] what is given is served as it came, as what its bytes say, and asked about anew each time', async () => {
    const desk = await firm.signIn('boss');
    const { status } = await desk.command('product.picture', { id, picture: picture(1) });
    expect(status).toBe(200);
    const answer = await get((await firm.signIn('op')).cookie, `${id}/small`);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(drawnPicture(128, 1))).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-cache',
      'cross-origin-resource-policy': 'same-origin',
    });
    const tag = answer.headers.get('etag') ?? '';
    const again = await get(desk.cookie, `${id}/small`, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await desk.command('product.picture', { id, picture: picture(2) });
    const other = await get(desk.cookie, `${id}/small`, { 'if-none-match': tag });
    expect(other.status).toBe(200);
    expect(other.headers.get('etag')).not.toBe(tag);
    expect(Buffer.from(await other.arrayBuffer()).equals(drawnPicture(128, 2))).toBe(true);
  });

  test('[S8] the log says that it changed and not what it shows, and lists stay light', async () => {
    const entries = firm.entries.filter(({ command }) => command === 'product.picture');
    expect(entries.map(({ noun }) => noun)).toEqual(['product', 'product']);
    const desk = await firm.signIn('rep');
    const { text } = await desk.get('/api/products');
    expect(text).toContain('pictureMark');
    expect(text.length).toBeLessThan(10_000);
    for (const path of ['/api/product_pictures', `/api/product_pictures/${id}`])
      expect([path, (await desk.get(path)).status]).toEqual([path, 404]);
  });

  test('[S8] refused are what is no picture, one too large in bytes or sides, and who may not change the product', async () => {
    const given = picture(3);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString(
      'base64',
    );
    expect(await refused({ id, picture: { ...given, large: svg } })).toEqual({
      refused: 'product.picture_type',
      field: 'large',
    });
    expect(await refused({ id, picture: { ...given, small: given.large } })).toMatchObject({
      refused: 'product.picture_side',
      field: 'small',
      with: { limit: 192 },
    });
    const heavy = Buffer.concat([drawnPicture(64, 1), Buffer.alloc(401_000)]).toString('base64');
    expect(await refused({ id, picture: { ...given, large: heavy } })).toEqual({
      refused: 'product.picture_bytes',
      field: 'large',
      with: { limit: 400 },
    });
    expect(await refused({ id, picture: { ...given, large: 'not base64!' } })).toMatchObject({
      refused: 'input.invalid',
      field: 'picture.large',
    });
    for (const code of ['rep', 'op', 'fin'] as const) {
      const { body } = await (await firm.signIn(code)).command('product.picture', { id, picture: given });
      expect([code, (body as { refused?: string }).refused]).toEqual([
        code,
        code === 'fin' ? undefined : 'not_permitted',
      ]);
    }
  });

  test('[S8] it is there for nobody who does not read the product, and goes with its picture', async () => {
    const desk = await firm.signIn('boss');
    const none = await get(desk.cookie, `${trade.products[1]}/small`);
    const unknown = await get(desk.cookie, '019cac0f-0000-7000-8000-000000000000/small');
    const noSize = await get(desk.cookie, `${id}/huge`);
    expect([none.status, unknown.status, noSize.status]).toEqual([404, 404, 404]);
    expect((await get('', `${id}/small`)).status).toBe(401);
    const rules = (startingRoles.find(({ code }) => code === 'warehouse_operator')?.rules ?? []).filter(
      ({ on }) => on !== 'product',
    );
    await firm.company.system('role.save', { id: firm.roles.get('warehouse_operator'), rules });
    const hidden = await get((await firm.signIn('op')).cookie, `${id}/small`);
    expect([hidden.status, await hidden.json()]).toEqual([404, await unknown.json()]);
    await desk.command('product.picture', { id, picture: null });
    expect((await get(desk.cookie, `${id}/large`)).status).toBe(404);
    expect(firm.faults).toEqual([]);
  });
});
