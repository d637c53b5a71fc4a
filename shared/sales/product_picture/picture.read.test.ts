import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPicture } from './picture.read.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((sign) => sign.charCodeAt(0)) : part)),
  );
const big = (n: number, length: number): number[] =>
  Array.from({ length }, (_, at) => Math.floor(n / 256 ** (length - 1 - at)) % 256);
const little = (n: number, length: number): number[] => big(n, length).reverse();
const zeros = (n: number): number[] => Array.from({ length: n }, () => 0);

const png = (width: number, height: number) =>
  bytes('\x89PNG\r\n\x1a\n', big(13, 4), 'IHDR', big(width, 4), big(height, 4), [8, 2, 0, 0, 0], zeros(4));
/** With a comment before the frame, as cameras write them. */
const jpeg = (width: number, height: number, frame = 0xc2) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xfe, ...big(7, 2)],
    'hello',
    [0xff, 0xff, frame, ...big(11, 2), 8, ...big(height, 2), ...big(width, 2)],
    zeros(6),
  );
const webp = (kind: string, body: readonly number[]) =>
  bytes('RIFF', little(40, 4), 'WEBP', kind, little(20, 4), body, zeros(8));

test('[S8] PNG, JPEG and WebP are known by their own bytes, with their sides', () => {
  expect(readPicture(png(640, 480))).toEqual({ type: 'png', width: 640, height: 480 });
  expect(readPicture(jpeg(1024, 768))).toEqual({ type: 'jpeg', width: 1024, height: 768 });
  expect(readPicture(jpeg(3, 5, 0xc0))).toEqual({ type: 'jpeg', width: 3, height: 5 });
  const lossy = webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(320, 2), ...little(200, 2)]);
  expect(readPicture(lossy)).toEqual({ type: 'webp', width: 320, height: 200 });
  const lossless = webp('VP8L', [0x2f, ...little((319 + 199 * 0x4000) % 2 ** 32, 4), 0, 0, 0, 0, 0]);
  expect(readPicture(lossless)).toEqual({ type: 'webp', width: 320, height: 200 });
  const extended = webp('VP8X', [0, 0, 0, 0, ...little(319, 3), ...little(199, 3)]);
  expect(readPicture(extended)).toEqual({ type: 'webp', width: 320, height: 200 });
});

test('[S8] what only calls itself a picture is none', () => {
  const svg = bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const html = bytes('<!doctype html><script>alert(1)</script>', zeros(40));
  for (const other of [svg, html, bytes('GIF89a', zeros(40)), bytes('%PDF-1.7', zeros(40)), new Uint8Array(0)])
    expect(readPicture(other)).toBeNull();
  // A table where a frame should be, no frame before the picture, a segment without an end, a side of nothing.
  expect(readPicture(jpeg(3, 5, 0xc4))).toBeNull();
  expect(readPicture(bytes([0xff, 0xd8, 0xff, 0xda, ...zeros(20)]))).toBeNull();
  expect(readPicture(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0, ...zeros(20)]))).toBeNull();
  expect(readPicture(png(0, 10))).toBeNull();
  expect(readPicture(png(10, 10).subarray(0, 20))).toBeNull();
});

test('[S8] no bytes make it go round for ever or fall', () => {
  const starts = [png(1, 1), jpeg(1, 1), webp('VP8X', zeros(10))].map((one) => [...one]);
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), fc.nat(30), (start, rest, keep) => {
      const found = readPicture(Uint8Array.from([...start.slice(0, keep), ...rest]));
      if (found) expect(found.width * found.height).toBeGreaterThan(0);
    }),
  );
});
