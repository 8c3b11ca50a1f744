// Exact figures and Beijing time as texts. Money never passes through a floating point number.
import type { PriceKind } from './form';

/** Hundredths as a decimal with groups: 123456789n → "1,234,567.89". */
export function decimal(hundredths: bigint): string {
  const sign = hundredths < 0n ? '−' : '';
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

/** Millionths as a percentage with at least two digits: 953000n → "95.30". */
export function percent(millionths: bigint): string {
  const sign = millionths < 0n ? '−' : '';
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(5, '0');
  const [whole, part] = [digits.slice(0, -4), digits.slice(-4)];
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part.replace(/0{1,2}$/, '')}`;
}

/** Which words an amount of this kind is put into, and its figures. */
export function figure(kind: PriceKind, value: bigint): { unit: 'unit.yuan' | 'unit.percent'; n: string } {
  return kind === 'Rate' || kind === 'Discount'
    ? { unit: 'unit.percent', n: percent(value) }
    : { unit: 'unit.yuan', n: decimal(value) };
}

/**
 * Millionths of a yuan as yuan with at least two decimals and as many more as there are: 654300n → "0.6543". Nothing is
 * rounded.
 */
export function unitYuan(millionths: bigint): string {
  const rest = (millionths < 0n ? -millionths : millionths) % 10_000n;
  const more = rest.toString().padStart(4, '0').replace(/0+$/, '');
  const figures = decimal(millionths / 10_000n);
  return (millionths < 0n && !figures.startsWith('−') ? '−' : '') + figures + more;
}

const offsetMs = 8 * 3_600_000; // Beijing has known no other offset since 1991
const two = (n: number) => String(n).padStart(2, '0');

/** "2026-12-01 09:30:00", Beijing time. */
export function dateTime(ms: number): string {
  return `${day(ms)} ${time(ms)}`;
}

/** The same of UTC microseconds. */
export const microsTime = (micros: bigint): string => dateTime(Number(micros / 1000n));

/** "2026-12-01", Beijing time. */
export function day(ms: number): string {
  const beijing = new Date(ms + offsetMs);
  return `${beijing.getUTCFullYear()}-${two(beijing.getUTCMonth() + 1)}-${two(beijing.getUTCDate())}`;
}

/** "09:30:00", Beijing time. */
export function time(ms: number): string {
  const beijing = new Date(ms + offsetMs);
  return `${two(beijing.getUTCHours())}:${two(beijing.getUTCMinutes())}:${two(beijing.getUTCSeconds())}`;
}

/** Whole seconds as days and "hh:mm:ss". */
export function span(seconds: number): { days: number; clock: string } {
  const rest = seconds % 86_400;
  return {
    days: Math.floor(seconds / 86_400),
    clock: `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`,
  };
}

/** The same for a sentence: days and hours, or hours, minutes and seconds where it is less than a day. */
export function duration(seconds: number, t: (key: string, values: Record<string, unknown>) => string): string {
  const { days, clock } = span(seconds);
  return days > 0 ? t('clock.daysHours', { n: days, h: Math.floor((seconds % 86_400) / 3_600) }) : clock;
}

/** "m:ss" or "h:mm:ss", for how long something has lasted. */
export function lasted(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The same in words from a day on: "500:00:00" is read by nobody. */
export const lastedInWords = (seconds: number, t: Parameters<typeof duration>[1]): string =>
  seconds >= 86_400 ? duration(seconds, t) : lasted(seconds);

/** Hexadecimal digits in groups of eight, so that an eye can compare them. */
export function grouped(hex: string): string {
  return hex.replace(/(.{8})(?=.)/g, '$1 ');
}

/**
 * A rule id as a key of words and its number: "bidding-law:34" → rule.bidding-law, "34"; an unknown source stays as it
 * is.
 */
export function ruleParts(rule: string): { key: string; n: string } | null {
  if (rule === 'low-price-2026') return { key: `rule.${rule}`, n: '' };
  const found = /^(bidding-law|bidding-reg|e-bidding|procurement-87|committee|esign|spec):(.+)$/.exec(rule);
  return found && { key: `rule.${found[1]}`, n: found[2]! };
}

/** A fraction as scoring writes it ("203000/2147", "95") to two digits, half up; what is none stays as it is. */
export function roundedFraction(text: string): string {
  const found = /^(\d+)(?:\/([1-9]\d*))?$/.exec(text);
  if (!found) return text;
  const [over, under] = [BigInt(found[1]!), BigInt(found[2] ?? '1')];
  const hundredths = (over * 200n + under) / (2n * under);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}
