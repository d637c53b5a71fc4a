import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PHONE, stories } from './browser.ts';
import { Firm } from './firm.ts';

type Manifest = {
  readonly name: string;
  readonly start_url: string;
  readonly display: string;
  readonly icons: readonly {
    readonly src: string;
    readonly sizes: string;
    readonly type: string;
    readonly purpose: string;
  }[];
};
/** Width and height as a PNG's own header says them. */
const sizeOf = (png: Buffer): string => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;

stories('the product on a phone’s home screen', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
  });
  afterAll(() => firm?.close());

  test('[E2] the browser finds nothing against installing it, and it begins where one begins', async () => {
    const person = await firm.enter('executive', '/', PHONE);
    await person.settles();
    const browser = await person.context.newCDPSession(person.page);
    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
    // A test's window is private, where nothing can be installed.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    const { errors, data = '' } = await browser.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data) as Manifest;
    expect(manifest).toMatchObject({ name: 'Crossdock', start_url: '/', display: 'standalone' });
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);

    const served = await person.context.request.get(`${firm.address}/manifest.webmanifest`);
    expect(served.headers()['content-type']).toBe('application/manifest+json');
    expect(served.headers()['content-security-policy']).toContain("default-src 'self'");
    for (const { src, sizes, type } of manifest.icons) {
      const icon = await person.context.request.get(`${firm.address}${src}`);
      expect([src, icon.status(), icon.headers()['content-type']]).toEqual([src, 200, type]);
      if (type === 'image/png') expect([src, sizeOf(await icon.body())]).toEqual([src, sizes]);
    }
    const touch = await person.page.locator('link[rel=apple-touch-icon]').getAttribute('href');
    expect(sizeOf(await (await person.context.request.get(`${firm.address}${touch}`)).body())).toBe('180x180');
  });
});
