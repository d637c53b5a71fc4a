import type { Change, Decision, Refusal } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { PICTURE_LIMITS, type PictureRead, readPicture } from './picture.read.ts';
import { type PictureSize, pictureSizes } from './product_picture.fields.ts';

/** One size as it was sent, as base64 and as what that stands for. */
export type SentPicture = { readonly content: string; readonly bytes: Uint8Array };
export type PictureFacts = {
  readonly target: RowOf<'product'>;
  /** The picture that it has, in its sizes. */
  readonly pictures: readonly Pick<RowOf<'product_picture'>, 'id' | 'size'>[];
  /** Null takes its picture away; `mark` is a digest of both sizes. */
  readonly sent: ({ readonly [size in PictureSize]: SentPicture } & { readonly mark: string }) | null;
};

const judged = ({ bytes }: SentPicture, size: PictureSize): PictureRead | Refusal => {
  const { bytes: most, side } = PICTURE_LIMITS[size];
  if (bytes.length > most) return { refused: 'product.picture_bytes', field: size, with: { limit: most / 1_000 } };
  const read = readPicture(bytes);
  if (!read) return { refused: 'product.picture_type', field: size };
  if (Math.max(read.width, read.height) > side)
    return { refused: 'product.picture_side', field: size, with: { limit: side } };
  return read;
};

/**
 * Gives a product a picture in both sizes, or takes its picture away. What the files are is read from their own bytes.
 * Refuses `product.picture_type`, `product.picture_bytes` (kB), `product.picture_side` (px).
 */
export const setPicture = (
  { target, pictures, sent }: PictureFacts,
  { newId }: { readonly newId: () => string },
): Decision => {
  const marked = (pictureMark: string | null): Change => ({
    op: 'update',
    noun: 'product',
    id: target.id,
    set: { pictureMark },
  });
  const answer = { id: target.id };
  if (sent === null) {
    const gone = pictures.map(({ id }): Change => ({ op: 'delete', noun: 'product_picture', id }));
    return { changes: [marked(null), ...gone], answer };
  }
  const changes: Change[] = [marked(sent.mark)];
  for (const size of pictureSizes) {
    const read = judged(sent[size], size);
    if ('refused' in read) return read;
    const set = { ...read, content: sent[size].content };
    const known = pictures.find((one) => one.size === size);
    changes.push(
      known
        ? { op: 'update', noun: 'product_picture', id: known.id, set }
        : { op: 'insert', noun: 'product_picture', id: newId(), set: { productId: target.id, size, ...set } },
    );
  }
  return { changes, answer };
};
