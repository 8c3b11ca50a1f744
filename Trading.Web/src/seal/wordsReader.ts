import { blank, isShare, readFigures, trimBlanks, type PriceKind } from './price';
import { readShareWords } from './shareWords';
import { digits, readNumber } from './wordNumbers';
import { mostFen } from './words';

// Prices in words as people write them: headings, blanks, ordinary numerals, the figures behind in brackets
// (docs/spec/form.md, "Reading words"). Three answers, for a text that cannot be read says no other sum; nothing is
// guessed.

export type WordsAnswer = 'Same' | 'Other' | 'Unreadable';

const written = '（）：．￥圆圓正億萬千百十一二三四五六七八九〇○两貳兩叄叁参參陸點';
const read = '():.¥元元整亿万仟佰拾壹贰叁肆伍陆柒捌玖零零贰贰贰叁叁叁叁陆点';
const formal = new Map([...written].map((letter, i) => [letter, read[i]!]));
const blanks = new RegExp(blank, 'g');
const amountHeads = ['人民币', '大写', '金额', '合计', '总计', '总价', '报价', '投标', 'RMB', 'CNY'];
const figureHeads = ['人民币', '小写', '金额', '合计', '总计', '总价', '报价', '投标', 'RMB', 'CNY'];
const rateHeads = ['大写', '报价', '投标', '费率'];
const discountHeads = ['大写', '报价', '投标', '下浮率', '下浮', '优惠率', '优惠', '让利'];

/** Compares words that are not empty with a value: fen, or millionths for rates and discounts. */
export function judgeWords(kind: PriceKind, value: bigint, words: string): WordsAnswer {
  const said = readAllWords(kind, words);
  if (said.length === 0) return 'Unreadable';
  return said.every(v => v === value) ? 'Same' : 'Other';
}

/** Every value that the text says: of the words, then of figures behind them. Empty for a text that cannot be read. */
export function readAllWords(kind: PriceKind, words: string): bigint[] {
  const { body, figures } = tailOf(trimBlanks(words));
  const value = valueOf(kind, [...body.replace(blanks, '')].map(letter => formal.get(letter) ?? letter).join(''));
  if (value === null) return [];
  if (figures === null) return [value];
  const second = readFigures(
    kind,
    withoutHead(trimBlanks(figures.replaceAll('（', '(').replaceAll('）', ')').replaceAll('：', ':')), figureHeads),
  );
  return typeof second === 'bigint' ? [value, second] : [];
}

// The figures stand in brackets at the end, or begin with the sign of the yuan.
function tailOf(words: string): { body: string; figures: string | null } {
  const text = words.replace(/。+$/, '');
  if (/[)）]$/.test(text)) {
    const open = Math.max(text.lastIndexOf('('), text.lastIndexOf('（'));
    return open < 0 ? { body: text, figures: null } : { body: text.slice(0, open), figures: text.slice(open + 1, -1) };
  }
  const sign = text.search(/[¥￥]/);
  return sign <= 0 ? { body: text, figures: null } : { body: text.slice(0, sign), figures: text.slice(sign) };
}

function valueOf(kind: PriceKind, words: string): bigint | null {
  const body = withoutHead(words, kind === 'Rate' ? rateHeads : kind === 'Discount' ? discountHeads : amountHeads);
  const negative = body.startsWith('负');
  const text = negative ? body.slice(1) : body;
  const value = isShare(kind) ? readShareWords(kind, text) : readAmount(text);
  if (value === null || value > mostFen || (negative && value === 0n)) return null;
  return negative ? -value : value;
}

// Headings of a form that was copied with its words: 人民币（大写）：
function withoutHead(words: string, heads: readonly string[]): string {
  for (let rest = words; ;) {
    const next = withoutOne(rest, heads);
    if (next === rest) return rest;
    rest = trimBlanks(trimBlanks(next).replace(/^:/, ''));
  }
}

function withoutOne(words: string, heads: readonly string[]): string {
  const head = heads.find(h => words.startsWith(h));
  if (head) return words.slice(head.length);
  const close = words.startsWith('(') ? words.indexOf(')') : -1;
  if (close < 2) return words;
  return withoutHead(words.slice(1, close), heads) === '' ? words.slice(close + 1) : words;
}

function readAmount(words: string): bigint | null {
  const isWhole = words.endsWith('整');
  const text = isWhole ? words.slice(0, -1) : words;
  const mark = text.indexOf('元');
  const yuan = mark >= 0 ? readNumber(text.slice(0, mark)) : 0n;
  const small = text.slice(mark + 1);
  const cents = mark < 0 && small === '' ? null : readCents(small, mark >= 0);
  if (yuan === null || cents === null || (mark < 0 && cents === 0n)) return null;
  // 分 is exact to the end: nothing is written after it.
  return isWhole && small.endsWith('分') ? null : yuan * 100n + cents;
}

// "", 伍角, 零伍角, 零角, 伍角叁分, 零叁分; behind 元 a lone 分 needs its 零 or its 零角, for its place must not be mistaken.
function readCents(small: string, isBehindYuan: boolean): bigint | null {
  const found =
    /^(?:(零(?=[壹贰叁肆伍陆柒捌玖]))?([零壹贰叁肆伍陆柒捌玖])角)?(?:(零(?=[壹贰叁肆伍陆柒捌玖]))?([零壹贰叁肆伍陆柒捌玖])分)?$/.exec(
      small,
    );
  if (!found) return null;
  const [, , jiao, zero, fen] = found;
  if (fen && !jiao && isBehindYuan && !zero && fen !== '零') return null;
  return BigInt(10 * (jiao ? digits.indexOf(jiao) : 0) + (fen ? digits.indexOf(fen) : 0));
}
