import { dayOf } from '../../shared/base/day.ts';
import type { Company } from '../system/company.ts';
import type { FigureMeans } from './figure.ts';

/** What figures of a company are reckoned with: its rows, its day, its zone and its currency. */
export const figuresOf = (company: Company): FigureMeans => ({
  store: company.store,
  seal: company.seal,
  today: () => dayOf(company.clock(), company.zone()),
  reckoning: () => ({ currency: company.currency(), zone: company.zone() }),
  kept: null,
});
