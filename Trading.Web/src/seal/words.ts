// Amounts in words (docs/spec/form.md, "Amounts in words"), from −10¹⁵ to 10¹⁵ fen. One spelling is printed; on
// reading, what is customary on paper is taken too, and nothing is guessed.

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

/** Fen of a spelling; null for a text that is not an amount. */
export function readWords(text: string): bigint | null {
  if (text.length > 100) return null;
  let words = text.trim().replaceAll('圆', '元').replaceAll('正', '整').replaceAll('億', '亿').replaceAll('萬', '万');
  if (words.startsWith('人民币')) words = words.slice(3).trimStart();
  const negative = words.startsWith('负');
  const fen = magnitude(negative ? words.slice(1) : words);
  if (fen === null || (negative && fen === 0n)) return null;
  return negative ? -fen : fen;
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

function magnitude(text: string): bigint | null {
  const end = text.endsWith('整');
  const words = end ? text.slice(0, -1) : text;
  const mark = words.indexOf('元');
  const yuan = mark >= 0 ? whole(words.slice(0, mark)) : 0n;
  const small = words.slice(mark + 1);
  if (yuan === null || (mark < 0 && small === '')) return null;
  const cents = readSmall(small, mark >= 0);
  if (cents === null || (end && cents % 10n !== 0n)) return null;
  const fen = yuan * 100n + cents;
  return fen <= mostFen ? fen : null;
}

// Behind 元 a lone 分 needs its 零, for its place must not be mistaken.
function readSmall(small: string, behindYuan: boolean): bigint | null {
  if (small === '') return 0n;
  if (small.length > 1 && small[0] === '零' && behindYuan && digits.indexOf(small[1]!) > 0)
    return readCents(small.slice(1));
  const cents = readCents(small);
  return cents !== null && (!behindYuan || cents >= 10n) ? cents : null;
}

function readCents(small: string): bigint | null {
  const found = /^(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?$/.exec(small);
  if (!found || small === '') return null;
  const digit = (letter: string | undefined) => BigInt(letter ? digits.indexOf(letter) : 0);
  return 10n * digit(found[1]) + digit(found[2]);
}

function whole(words: string): bigint | null {
  if (words === '零') return 0n;
  const value = split(words, '亿', yi);
  return value !== null && value > 0n && value <= mostFen / 100n ? value : null;
}

function split(words: string, unit: '亿' | '万', size: bigint): bigint | null {
  const lower = (text: string) => (unit === '亿' ? split(text, '万', wan) : readFour(text));
  const mark = words.lastIndexOf(unit);
  if (mark < 0) return lower(words);
  const high = lower(words.slice(0, mark));
  if (high === null || high === 0n) return null;
  let rest = words.slice(mark + 1);
  if (rest === '') return high * size;
  const zero = rest[0] === '零';
  if (zero) rest = rest.slice(1);
  const low = lower(rest);
  if (low === null || low === 0n || low >= size || (low < size / 10n && !zero)) return null;
  return high * size + low;
}

function readFour(words: string): bigint | null {
  let [value, place] = [0, 10_000];
  for (let i = 0; i < words.length;) {
    const zero = words[i] === '零';
    if (zero && ++i === words.length) return null;
    const digit = digits.indexOf(words[i++]!);
    if ((zero && place === 10_000) || digit <= 0) return null;
    const unit = i < words.length ? units.indexOf(words[i]!) : -1;
    const next = unit < 0 ? 1 : [1_000, 100, 10][unit]!;
    if (unit >= 0) i++;
    // Places fall; where one is skipped, 零 says so.
    if (next >= place || (place < 10_000 && next < place / 10 && !zero)) return null;
    value += digit * next;
    place = next;
  }
  return value > 0 ? BigInt(value) : null;
}
