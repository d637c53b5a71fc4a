import { hash } from 'node:crypto';
import * as rules from '../../../shared/sales/product_picture/product_picture.rules.ts';
import { handle } from '../../write/handlers.ts';

/** Only the bytes that it stands for: the text was judged by its form. */
const sentPicture = (content: string): rules.SentPicture => ({ content, bytes: Buffer.from(content, 'base64') });

handle('product.picture', {
  load: async (tx, { id, picture }) => {
    const target = await tx.lock('product', id);
    const pictures = await tx.lockAll('product_picture', { field: 'productId', is: 'eq', value: target.id });
    const sent = picture && {
      small: sentPicture(picture.small),
      large: sentPicture(picture.large),
      mark: hash('sha256', `${picture.small} ${picture.large}`).slice(0, 32),
    };
    return { target, pictures, sent };
  },
  decide: (facts, _input, moment) => rules.setPicture(facts, moment),
});
