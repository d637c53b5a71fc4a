import { dayOf } from '../../shared/base/day.ts';
import type { Company } from '../system/company.ts';
import type { FigureMeans } from './figure.ts';
import { Summaries } from './summary.ts';

/** What figures of a company are reckoned with: its rows, its day, its zone and its currency. */
export type CompanyFigures = FigureMeans & { readonly kept: Summaries };

/** Summaries follow the company's log from the moment that they are started; until then every figure is asked of the rows. */
export const figuresOf = (company: Company, report: (error: unknown) => void): CompanyFigures => {
  const reckoning = () => ({ currency: company.currency(), zone: company.zone() });
  return {
    store: company.store,
    seal: company.seal,
    today: () => dayOf(company.clock(), company.zone()),
    reckoning,
    kept: new Summaries({ store: company.store, reckoning, report }),
  };
};
