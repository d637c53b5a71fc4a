import { PPM } from '../../../shared/base/money.ts';
import type { Terms } from '../../../shared/finance/terms.ts';
import { percentText } from '../../face/figures.ts';
import { words } from '../../words/words.ts';

/** What terms say, without their name. */
export const termsText = ({ settlement, termsDays, prepaymentShare }: Terms): string => {
  const method = words.value('order', 'settlement', settlement);
  switch (settlement) {
    case 'net':
      return words.t('orders.netDays', { n: termsDays });
    case 'cash_on_delivery':
      return method;
    case 'instalments':
      return words.t('trade.parts', { n: termsDays });
    case 'prepayment': {
      if (prepaymentShare >= PPM) return method;
      const before = `${method} ${percentText(prepaymentShare, words.language)} %`;
      return termsDays === 0 ? words.t('trade.restNow', { before }) : words.t('trade.rest', { before, n: termsDays });
    }
  }
};
