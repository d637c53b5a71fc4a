import { useNow } from '@vueuse/core';
import { computed, effectScope, type Ref } from 'vue';
import { type Day, dayOf } from '../../shared/base/day.ts';
import { useMe } from '../access/me.ts';

let ticking: Ref<Date> | undefined;

/** The time, moved twice a minute by one timer for all that show ages. */
export function useClock() {
  ticking ??= effectScope(true).run(() => useNow({ interval: 30_000 })) as Ref<Date>;
  const clock = ticking;
  const me = useMe();
  const zone = computed(() => me.organisation.timeZone);
  return {
    /** ms since 1970 UTC */
    now: computed(() => clock.value.getTime()),
    zone,
    /** The organisation's day. */
    today: computed<Day>(() => dayOf(clock.value.getTime(), zone.value)),
  };
}
