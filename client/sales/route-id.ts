import { type Ref, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';

/** The row that the address names, while it is this page's address: on the way out it stays what it was. */
export const useRouteId = (routes: readonly string[]): Readonly<Ref<string | null>> => {
  const route = useRoute();
  const idOf = (): string | null =>
    typeof route.params.id === 'string' && route.params.id !== '' ? route.params.id : null;
  const id = shallowRef(idOf());
  watch(
    () => [route.name, route.params.id],
    () => {
      if (routes.includes(String(route.name))) id.value = idOf();
    },
  );
  return id;
};
