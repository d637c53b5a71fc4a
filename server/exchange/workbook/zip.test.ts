import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { unpackedSize } from './zip.ts';

const END_SIZE = 22;
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** A workbook of thousands of like rows, which is far smaller packed; what is done to it must not touch another's. */
const workbook = async (): Promise<Uint8Array> =>
  Uint8Array.from(
    await writeXlsx({
      sheets: [{ name: 'Sheet1', rows: Array.from({ length: 3_000 }, () => ['SKU', 'x'.repeat(50)]) }],
    }),
  );
/** Where its end record is, and where each entry of its directory. */
const placesIn = (bytes: Uint8Array): { readonly end: number; readonly entries: readonly number[] } => {
  const view = viewOf(bytes);
  const end = bytes.length - END_SIZE;
  const entries: number[] = [];
  for (let at = view.getUint32(end + 16, true); at < end; ) {
    entries.push(at);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { end, entries };
};
const rowsRead = async (bytes: Uint8Array): Promise<number | undefined> =>
  (await readXlsx(bytes)).sheets[0]?.rows.length;

/** The same workbook with a ZIP64 end record that is right, and an end record whose first figures are of a decoy. */
const behindZip64 = async (hide: (view: DataView, end: number) => void): Promise<Uint8Array> => {
  const bytes = await workbook();
  const { end, entries } = placesIn(bytes);
  const whole = new Uint8Array(end + 46 + 56 + 20 + END_SIZE);
  whole.set(bytes.subarray(0, end));
  const view = viewOf(whole);
  const from = viewOf(bytes);
  const decoy = end;
  view.setUint32(decoy, 0x02014b50, true);
  view.setUint32(decoy + 20, 1, true);
  view.setUint32(decoy + 24, 1, true);
  const record = decoy + 46;
  view.setUint32(record, 0x06064b50, true);
  view.setBigUint64(record + 32, BigInt(entries.length), true);
  view.setBigUint64(record + 40, BigInt(from.getUint32(end + 12, true)), true);
  view.setBigUint64(record + 48, BigInt(from.getUint32(end + 16, true)), true);
  const locator = record + 56;
  view.setUint32(locator, 0x07064b50, true);
  view.setBigUint64(locator + 8, BigInt(record), true);
  const last = locator + 20;
  view.setUint32(last, 0x06054b50, true);
  view.setUint16(last + 10, 1, true);
  view.setUint32(last + 12, 46, true);
  view.setUint32(last + 16, decoy, true);
  hide(view, last);
  return whole;
};

describe('[IMP15] what a zip says of its size is what the reader of workbooks goes by', () => {
  test('a workbook as it is written has the size of its parts unpacked', async () => {
    const bytes = await workbook();
    const size = unpackedSize(bytes) ?? 0;
    expect(size).toBeGreaterThan(bytes.length * 3);
    expect(await rowsRead(bytes)).toBe(3_000);
  });

  test('an end record that sends the reader on to another directory is refused, whichever figure does so', async () => {
    const ways: ((view: DataView, end: number) => void)[] = [
      (view, end) => view.setUint32(end + 12, 0xffffffff, true),
      (view, end) => view.setUint16(end + 10, 0xffff, true),
      (view, end) => view.setUint32(end + 16, 0xffffffff, true),
    ];
    for (const way of ways) {
      const bytes = await behindZip64(way);
      // The reader would unpack all of it.
      expect([await rowsRead(bytes), unpackedSize(bytes)]).toEqual([3_000, null]);
    }
    // Without one it is the decoy that the reader reads, too.
    const plain = await behindZip64(() => undefined);
    expect(unpackedSize(plain)).toBe(1);
    await expect(rowsRead(plain)).rejects.toThrow();
  });

  test('an entry whose sizes the reader would take from elsewhere is refused', async () => {
    const bytes = await workbook();
    const view = viewOf(bytes);
    for (const at of placesIn(bytes).entries) {
      view.setUint16(at + 8, view.getUint16(at + 8, true) | 8, true);
      view.setUint32(at + 20, 0, true);
      view.setUint32(at + 24, 0, true);
    }
    expect([await rowsRead(bytes), unpackedSize(bytes)]).toEqual([3_000, null]);
    for (const field of [20, 24, 42]) {
      const other = await workbook();
      const [at = 0] = placesIn(other).entries;
      viewOf(other).setUint32(at + field, 0xffffffff, true);
      expect([field, unpackedSize(other)]).toEqual([field, null]);
    }
  });
});
