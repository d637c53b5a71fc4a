/** Makes a picture small enough before it is sent: the browser knows how, so the server needs no library for it. */
import { PICTURE_LIMITS } from '../../../shared/sales/product_picture/picture.read.ts';
import type { PictureSize } from '../../../shared/sales/product_picture/product_picture.fields.ts';

/** px of the longer side. */
const SIDES: { readonly [size in PictureSize]: number } = { small: 128, large: 1_200 };
/** From good to just good enough. */
const QUALITIES = [0.86, 0.75, 0.6, 0.45] as const;

const drawn = (picture: ImageBitmap, side: number): HTMLCanvasElement => {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
};
const onWhite = (canvas: HTMLCanvasElement): HTMLCanvasElement => {
  const sheet = document.createElement('canvas');
  sheet.width = canvas.width;
  sheet.height = canvas.height;
  const context = sheet.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(canvas, 0, 0);
  return sheet;
};
const blobOf = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, type, quality));

/** A browser that writes no WebP answers with PNG: JPEG on white is smaller then. */
const written = async (canvas: HTMLCanvasElement, most: number): Promise<Blob> => {
  for (const quality of QUALITIES) {
    const webp = await blobOf(canvas, 'image/webp', quality);
    const blob = webp?.type === 'image/webp' ? webp : await blobOf(onWhite(canvas), 'image/jpeg', quality);
    if (blob && blob.size <= most) return blob;
  }
  throw new RangeError('too large');
};
const base64Of = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
};

/** Both sizes of a file as base64, without what a camera wrote beside the picture; null where it is no picture. */
export const shrunk = async (file: Blob): Promise<{ readonly [size in PictureSize]: string } | null> => {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  try {
    const one = async (size: PictureSize): Promise<string> =>
      base64Of(await written(drawn(picture, SIDES[size]), PICTURE_LIMITS[size].bytes));
    return { small: await one('small'), large: await one('large') };
  } finally {
    picture.close();
  }
};
