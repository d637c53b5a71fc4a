import { fieldsOf, nounOf } from '../../base/fields.ts';

export const pictureSizes = ['small', 'large'] as const;
export type PictureSize = (typeof pictureSizes)[number];
export const pictureTypes = ['png', 'jpeg', 'webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** A product's picture in one of two sizes, apart from the product so that lists stay light. Read through its product alone. */
export const productPicture = nounOf({
  name: 'product_picture',
  plural: 'product_pictures',
  table: 'product_picture',
  fields: fieldsOf({
    productId: { kind: 'ref', of: 'product', group: 'secret' },
    size: { kind: 'enum', values: pictureSizes, group: 'secret' },
    type: { kind: 'enum', values: pictureTypes, group: 'secret', derived: true },
    /** px */
    width: { kind: 'integer', group: 'secret', derived: true },
    height: { kind: 'integer', group: 'secret', derived: true },
    /** The file, base64. */
    content: { kind: 'text', group: 'secret', max: 700_000 },
  }),
  scopes: {},
  title: 'size',
  sort: [{ field: 'productId' }],
  unique: [['productId', 'size']],
  // Its product bears a mark of it, which the log holds: the picture itself would only make the log heavy.
  unlogged: true,
});
