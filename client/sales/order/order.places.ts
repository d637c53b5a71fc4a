import { computed } from 'vue';
import { addressText } from '../../../shared/sales/address/address.text.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import type { OrderEditing } from './order.editing.ts';

/** No customer has more of one kind. */
const SHOWN = 100;
/** The order goes elsewhere than to one of them. */
export const ELSEWHERE = '';

/** Where the order's customer has goods sent: chosen from instead of typed. What is chosen is then the order's own. */
export const useDeliveryPlaces = (editing: OrderEditing) => {
  const rights = useRights();
  const list = useCollection('address', () => {
    const customerId = editing.customer.value?.id;
    if (customerId === undefined || !editing.mayEditHead('deliveryStreet')) return null;
    if (!rights.value.mayEver('address', 'read')) return null;
    return {
      where: {
        all: [
          { field: 'customerId', is: 'eq', value: customerId },
          { field: 'kind', is: 'eq', value: 'delivery' },
        ],
      },
      sort: [{ field: 'usual', down: true }],
      limit: SHOWN,
    };
  });
  const places = computed(() =>
    list.rows.value.map(
      ({ id, street = '', city = null, postalCode = null, country = '', consignee, phone, instructions }) => ({
        id,
        consignee: consignee ?? null,
        deliveryStreet: addressText({ street, city, postalCode, country }, editing.customer.value?.country ?? ''),
        deliveryPhone: phone ?? null,
        deliveryInstructions: instructions ?? null,
      }),
    ),
  );
  const same = (a: unknown, b: unknown): boolean => (a || null) === (b || null);
  return {
    /** Only where there is something to choose from. */
    choices: computed(() =>
      places.value.length < 2
        ? []
        : [
            ...places.value.map(({ id, consignee, deliveryStreet }) => ({
              value: id,
              label: [consignee, deliveryStreet].filter(Boolean).join(words.t('access.comma')),
            })),
            { value: ELSEWHERE, label: words.t('customers.otherPlace') },
          ],
    ),
    chosen: computed(() => {
      const { consignee, deliveryStreet, deliveryPhone } = editing.order.value;
      const at = places.value.find(
        (one) =>
          same(one.deliveryStreet, deliveryStreet) &&
          same(one.consignee, consignee) &&
          same(one.deliveryPhone, deliveryPhone),
      );
      return at?.id ?? ELSEWHERE;
    }),
    choose: (id: string): void => {
      const place = places.value.find((one) => one.id === id);
      if (!place) return;
      editing.setHead('consignee', place.consignee);
      editing.setHead('deliveryStreet', place.deliveryStreet);
      editing.setHead('deliveryPhone', place.deliveryPhone);
      editing.setHead('deliveryInstructions', place.deliveryInstructions);
    },
  };
};
