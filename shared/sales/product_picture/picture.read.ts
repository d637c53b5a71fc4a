/** What a file of a picture says of itself, read from its own first bytes: never by its name, nor by what its sender calls it. */
import type { PictureSize, PictureType } from './product_picture.fields.ts';

/** Bytes and px of each size, at most. */
export const PICTURE_LIMITS: { readonly [size in PictureSize]: { readonly bytes: number; readonly side: number } } = {
  small: { bytes: 40_000, side: 192 },
  large: { bytes: 400_000, side: 1_600 },
};
export type PictureRead = { readonly type: PictureType; readonly width: number; readonly height: number };

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
const big = (bytes: Uint8Array, at: number, length: number): number =>
  bytes.subarray(at, at + length).reduce((all, byte) => all * 256 + byte, 0);
const little = (bytes: Uint8Array, at: number, length: number): number =>
  big(Uint8Array.from(bytes.subarray(at, at + length)).reverse(), 0, length);

const readPng = (bytes: Uint8Array): PictureRead | null =>
  bytes.length >= 33 && text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' && text(bytes, 12, 4) === 'IHDR'
    ? { type: 'png', width: big(bytes, 16, 4), height: big(bytes, 20, 4) }
    : null;

/** Markers of a frame: C0–CF but for tables (C4), the reserved C8 and arithmetic conditioning (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const readJpeg = (bytes: Uint8Array): PictureRead | null => {
  if (bytes.length < 4 || big(bytes, 0, 3) !== 0xffd8ff) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return { type: 'jpeg', height: big(bytes, at + 5, 2), width: big(bytes, at + 7, 2) };
    const length = big(bytes, at + 2, 2);
    // The picture itself begins before any frame was declared, or a segment has no end.
    if (marker === 0xda || marker === 0xd9 || length < 2) return null;
    at += 2 + length;
  }
  return null;
};

const readWebp = (bytes: Uint8Array): PictureRead | null => {
  if (bytes.length < 30 || text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WEBP') return null;
  switch (text(bytes, 12, 4)) {
    case 'VP8 ':
      if (big(bytes, 23, 3) !== 0x9d012a) return null;
      return { type: 'webp', width: little(bytes, 26, 2) & 0x3fff, height: little(bytes, 28, 2) & 0x3fff };
    case 'VP8L': {
      if (bytes[20] !== 0x2f) return null;
      const packed = little(bytes, 21, 4);
      return { type: 'webp', width: (packed & 0x3fff) + 1, height: (Math.floor(packed / 0x4000) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { type: 'webp', width: little(bytes, 24, 3) + 1, height: little(bytes, 27, 3) + 1 };
    default:
      return null;
  }
};

/** PNG, JPEG or WebP with its sides in px; null for anything else, and for a picture of no width or height. */
export const readPicture = (bytes: Uint8Array): PictureRead | null => {
  const found = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
  return found && found.width > 0 && found.height > 0 ? found : null;
};
