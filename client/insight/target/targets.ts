import { computed, type Ref, ref, watch } from 'vue';
import { addMonths } from '../../../shared/base/day.ts';
import { parseAmount } from '../../../shared/base/money.ts';
import { TARGET_MOST } from '../../../shared/insight/target/target.commands.ts';
import { mayHaveTarget } from '../../../shared/insight/target/target.rules.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { amountText } from '../../face/figures.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { unitOf } from '../tile/offered.ts';
import { saidShort } from '../tile/value.ts';

/** Months before and after this one from which a target may begin. */
const BACK = 12;
const AHEAD = 12;
/** ppm of one per cent. */
const PERCENT = 10_000;

const monthText = (day: string): string =>
  new Intl.DateTimeFormat(words.language, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00Z`),
  );

/** May this person set a target of the measure? */
export const useMaySetTarget = () => {
  const rights = useRights();
  return (measure: string): boolean => mayHaveTarget(measure) && rights.value.may('target', 'set', { measure });
};

/** The targets of a measure, live, and one more as it is typed. */
export const useTargets = (measure: string, name: () => string, open: Ref<boolean>) => {
  const me = useMe();
  const notices = useNotices();
  const { today } = useClock();
  const unit = unitOf(measure);
  const currency = computed(() => me.organisation.currency);
  const { rows } = useCollection('target', {
    where: { field: 'measure', is: 'eq', value: measure },
    sort: [{ field: 'startsOn', down: true }],
    limit: 120,
  });
  const text = (amount: number): string => {
    const said = saidShort(amount, unit, currency.value);
    return unit === 'money' ? `${said} ${currency.value}` : said;
  };
  const typed = (amount: number): string =>
    unit === 'money' ? amountText(amount, currency.value) : String(unit === 'ppm' ? amount / PERCENT : amount);
  const read = (entered: string): number | null => {
    const found =
      unit === 'money'
        ? parseAmount(entered, currency.value)
        : Number(entered.replaceAll(/[\s,]/g, '') || Number.NaN) * (unit === 'ppm' ? PERCENT : 1);
    if (found === null || !Number.isFinite(found) || found < 0 || found > TARGET_MOST) return null;
    return unit === 'money' || unit === 'ppm' || Number.isInteger(found) ? Math.round(found) : null;
  };
  const suffix = computed(() => {
    if (unit === 'money') return currency.value;
    if (unit === 'ppm') return '%';
    return unit === 'minutes' ? words.t('insight.unit.minutes') : null;
  });

  const thisMonth = computed(() => `${today.value.slice(0, 7)}-01`);
  const months = computed(() =>
    Array.from({ length: BACK + AHEAD + 1 }, (_, at) => addMonths(thisMonth.value, AHEAD - at)).map((value) => ({
      value,
      label: monthText(value),
    })),
  );
  const from = ref(thisMonth.value);
  const amount = ref('');
  const wrong = ref(false);
  const busy = ref(false);
  const inForce = (month: string) => rows.value.find((row) => (row.startsOn ?? '') <= month)?.amount;
  // Until something is typed, what is in force from the chosen month on stands there to be changed.
  const touched = ref(false);
  watch(
    [rows, from],
    () => {
      if (touched.value) return;
      const known = inForce(from.value);
      amount.value = known === undefined ? '' : typed(known);
    },
    { immediate: true },
  );

  const give = async (what: string, input: object): Promise<boolean> => {
    const answer = await command(what, input);
    if ('ok' in answer) return true;
    notices.refused(answer);
    return false;
  };
  const set = async (): Promise<void> => {
    const entered = read(amount.value);
    wrong.value = entered === null;
    if (entered === null || busy.value) return;
    busy.value = true;
    const done = await give('target.set', { measure, startsOn: from.value, amount: entered });
    busy.value = false;
    if (!done) return;
    open.value = false;
    notices.done(words.t('targets.doneSet', { name: name() }));
  };
  const remove = async (row: {
    readonly id: string;
    readonly startsOn?: string;
    readonly amount?: number;
  }): Promise<void> => {
    const { id, startsOn: month, amount: had } = row;
    if (!(await give('target.remove', { id }))) return;
    notices.done(words.t('targets.doneRemoved', { name: name() }), () =>
      give('target.set', { measure, startsOn: month, amount: had }),
    );
  };
  return {
    rows,
    text,
    monthText,
    suffix,
    months,
    from,
    amount,
    touched,
    wrong,
    busy,
    set,
    remove,
  };
};
