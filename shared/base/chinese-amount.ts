import { currencyDigits } from './currency.ts';

/** The two scripts of formal numerals: 繁體 as written in Taiwan, 简体 as written in China. */
export type ChineseScript = 'TW' | 'CN';

const glyphs = {
  TW: { figures: '零壹貳參肆伍陸柒捌玖', places: '拾佰仟', sections: '萬億兆', fractions: '角分釐', minus: '負' },
  CN: { figures: '零壹贰叁肆伍陆柒捌玖', places: '拾佰仟', sections: '万亿万', fractions: '角分厘', minus: '负' },
} as const;

const ZERO = '零';

/** Four figures without the zeros around them; zeros inside become one 零. */
function section(four: string, script: ChineseScript): string {
  const { figures, places } = glyphs[script];
  let text = '';
  let gap = false;
  for (const [at, figure] of [...four].entries()) {
    if (figure === '0') gap = text !== '';
    else {
      text += (gap ? ZERO : '') + figures.charAt(Number(figure)) + places.charAt(2 - at);
      gap = false;
    }
  }
  return text;
}

/** The whole units, in sections of ten thousand. China has no 兆 for 10^12: it says 万亿. */
function wholePart(units: string, script: ChineseScript): string {
  const { sections } = glyphs[script];
  const padded = units.padStart(16, '0');
  let text = '';
  let gap = false;
  for (const order of [3, 2, 1, 0]) {
    const four = padded.slice(12 - 4 * order, 16 - 4 * order);
    const words = section(four, script);
    if (words === '') {
      if (script === 'CN' && order === 2 && text !== '') text += sections.charAt(1);
      gap = text !== '';
    } else {
      text += (text !== '' && (gap || four.startsWith('0')) ? ZERO : '') + words + sections.charAt(order - 1);
      gap = false;
    }
  }
  return text;
}

/**
 * 大寫金額, the amount in formal Chinese numerals, without a currency's name: 壹仟陸佰捌拾元零參角貳分.
 * As the rules for filling in bills (正确填写票据和结算凭证的基本规定) have it: 整 after 元 when nothing follows; zeros in a
 * row are one 零; and a 零 stands after 元 when the units' last figure or the first decimal is 0 and more follows.
 * @param minor minor units of the currency, within 2^53 − 1, else RangeError
 */
export function chineseAmount(minor: number, currency: string, script: ChineseScript): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a safe integer: ${minor}`);
  const { figures, fractions, minus } = glyphs[script];
  const digits = currencyDigits(currency);
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const units = all.slice(0, all.length - digits);
  const whole = wholePart(units, script);
  let rest = '';
  let gap = whole !== '' && units.endsWith('0');
  for (const [at, figure] of [...all.slice(units.length)].entries()) {
    if (figure === '0') gap = whole + rest !== '';
    else {
      rest += (gap ? ZERO : '') + figures.charAt(Number(figure)) + fractions.charAt(at);
      gap = false;
    }
  }
  const head = whole !== '' ? `${whole}元` : rest === '' ? `${ZERO}元` : '';
  return (minor < 0 ? minus : '') + head + (rest === '' ? '整' : rest);
}
