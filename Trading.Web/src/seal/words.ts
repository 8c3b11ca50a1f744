// Amounts in words, printed in their one spelling (docs/spec/form.md, "Amounts in words"), from −10¹⁵ to 10¹⁵ fen.
// wordsReader.ts reads them.

export const mostFen = 10n ** 15n;
const digits = '零壹贰叁肆伍陆柒捌玖';
const units = '仟佰拾';
const wan = 10_000n;
const yi = 100_000_000n;

export function printWords(fen: bigint): string {
  const amount = fen < 0n ? -fen : fen;
  if (amount > mostFen) throw new RangeError('the amount has no words');
  const [yuan, jiao, rest] = [amount / 100n, Number((amount / 10n) % 10n), Number(amount % 10n)];
  const whole = yuan > 0n || amount === 0n ? `${printWhole(yuan)}元` : '';
  const head = `${fen < 0n ? '负' : ''}${whole}${jiao > 0 ? `${digits[jiao]}角` : ''}`;
  if (rest === 0) return jiao > 0 ? head : `${head}整`;
  return `${head}${jiao === 0 && yuan > 0n ? '零' : ''}${digits[rest]}分`;
}

function printWhole(value: bigint): string {
  if (value >= yi) return printWhole(value / yi) + '亿' + printRest(value % yi, yi / 10n);
  if (value >= wan) return printFour(value / wan) + '万' + printRest(value % wan, wan / 10n);
  return value === 0n ? '零' : printFour(value);
}

const printRest = (rest: bigint, full: bigint): string =>
  rest === 0n ? '' : (rest < full ? '零' : '') + printWhole(rest);

function printFour(value: bigint): string {
  let [text, gap] = ['', false];
  [...value.toString().padStart(4, '0')].forEach((figure, i) => {
    const digit = Number(figure);
    if (digit === 0) {
      gap = text !== '';
      return;
    }
    text += (gap ? '零' : '') + digits[digit] + (units[i] ?? '');
    gap = false;
  });
  return text;
}
