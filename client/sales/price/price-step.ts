import { currencyDigits, isCurrency } from '../../../shared/base/money.ts';

/** What prices of a currency are written in: whole units where it has no smaller ones; '' of none that is known. */
const usualStep = (code: string): string => {
  if (!isCurrency(code)) return '';
  return currencyDigits(code) === 0 ? '1' : '0.01';
};

/** The step to go on with when a list of another currency is chosen: one that was entered stays, the usual one follows. */
export const stepOn = (step: string, before: string, code: string): string =>
  isCurrency(code) && (step === '' || step === usualStep(before)) ? usualStep(code) : step;
