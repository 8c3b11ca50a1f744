// Whole numbers in words as people write them, in formal numerals (docs/spec/form.md, "Reading words"). A gap
// without 零 is read where the digit behind it has a place of its own (壹拾万壹佰); a lone last digit behind a gap is not
// (壹佰伍: 105 or 150).

export const digits = '零壹贰叁肆伍陆柒捌玖';
const places = '仟佰拾';
const wan = 10_000n;
const yi = 100_000_000n;

/** A number from 0 to below 10¹⁶; null for any other text. */
export const readNumber = (words: string): bigint | null => (words === '零' ? 0n : split(words, '亿', yi));

function split(words: string, unit: '亿' | '万', size: bigint): bigint | null {
  const lower = (text: string) => (unit === '亿' ? split(text, '万', wan) : readFour(text));
  const mark = words.lastIndexOf(unit);
  if (mark < 0) return lower(words);
  const high = lower(words.slice(0, mark));
  if (high === null) return null;
  let rest = words.slice(mark + 1);
  // 壹拾万零元: programs print it so, and there is nothing behind the 零 that it could stand for.
  if (rest === '' || rest === '零') return high * size;
  const hasZero = rest[0] === '零';
  if (hasZero) rest = rest.slice(1);
  const low = lower(rest);
  if (low === null || low >= size) return null;
  return hasZero || low >= size / 10n || rest.length > 1 ? high * size + low : null;
}

function readFour(words: string): bigint | null {
  let [value, place] = [0, 10_000];
  for (let i = 0; i < words.length;) {
    const hasZero = words[i] === '零';
    if (hasZero && ++i === words.length) return null;
    const digit = digits.indexOf(words[i++]!);
    if (digit <= 0 || (hasZero && place === 10_000)) return null;
    const unit = i < words.length ? places.indexOf(words[i]!) : -1;
    const next = [1_000, 100, 10][unit] ?? 1;
    if (next > 1) i++;
    const skips = place < 10_000 && next < place / 10;
    if (next >= place || (skips && next === 1 && !hasZero)) return null;
    value += digit * next;
    place = next;
  }
  return value > 0 ? BigInt(value) : null;
}
