import { dateTime, figure, percent, unitYuan } from '../format';
import type { CheckFact, CheckWarning } from '../person/checks';
import { sizeText } from '../person/sizes';
import { isShare, type PriceKind } from '../seal/price';
import type { FilledForm } from '../seal/sealing';
import { judgeWords } from '../seal/wordsReader';
import { isLeastDiscount, type Hall, type Lot } from '../state';

// What is looked at a second time before a bid is sealed: every fact of it, and what is lawful but seldom meant.
// Nothing here refuses: that is done before (fields.ts), and marks are the opening's.

/** Of vue-i18n. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** A document as its bytes tell it. */
export interface LookedAt {
  readonly name: string;
  readonly sizeBytes: number;
  /** What stands behind the last point of its name, in capitals; empty where there is none. */
  readonly ending: string;
  readonly isPdf: boolean;
  /** Name of an earlier document that has the same bytes, or null. */
  readonly sameAs: string | null;
}

export interface SealLook {
  readonly filled: FilledForm;
  readonly documents: readonly LookedAt[];
  /** Names of files that hold nothing and were left out. */
  readonly empty: readonly string[];
  readonly revision: number;
}

/** Reads what is needed of the documents; one that cannot be read is no PDF and nothing else's twin. */
export async function lookAt(files: readonly File[]): Promise<LookedAt[]> {
  const looked: LookedAt[] = [];
  for (const [i, file] of files.entries()) {
    const head = await bytesOf(file, 0, pdf.length);
    const isPdf = head !== null && pdf.every((byte, at) => head[at] === byte);
    const ending = /\.([\p{L}\p{N}]{1,8})$/u.exec(file.name)?.[1]?.toUpperCase() ?? '';
    looked.push({
      name: file.name,
      sizeBytes: file.size,
      ending,
      isPdf,
      sameAs: await twinOf(file, files.slice(0, i)),
    });
  }
  return looked;
}

export function factsOf(t: Translate, hall: Hall, lot: Lot, look: SealLook): CheckFact[] {
  const { filled, documents } = look;
  const { kind, value } = filled;
  const price = figure(kind, value);
  const fact = (id: string, name: string, text: CheckFact['value'], as?: CheckFact['look']): CheckFact[] =>
    text === '' || (Array.isArray(text) && text.length === 0)
      ? []
      : [{ id, name, value: text, ...(as ? { look: as } : {}) }];
  const listed = (name: string, text: string) => t('bid.check.listed', { name, value: text });
  return [
    ...fact('session', t('bid.check.session'), { lines: [hall.title, hall.session] }),
    ...fact('tender', t('bid.check.tender'), hall.tenderCode),
    ...fact('lot', t('bid.leave.lot'), t('bid.check.lot', { lot: lot.lot, title: lot.title })),
    ...fact('deadline', t('hall.deadline'), dateTime(lot.closeAt / 1000)),
    ...fact('revision', t('bid.sent.revision'), String(look.revision)),
    ...fact('name', t('bid.form.name'), filled.bidderName),
    ...fact('code', t('bid.check.code'), filled.creditCode || t('bid.check.none')),
    ...fact('price', t(`bid.check.price.${kind}`), t(price.unit, { n: price.n }), 'figure'),
    ...fact('words', t('bid.form.words'), filled.words || t('bid.check.none'), 'words'),
    ...fact('distance', t('bid.check.distance'), distanceOf(t, kind, value, lot)),
    ...fact(
      'units',
      t('bid.form.units'),
      filled.units.map(unit => listed(unit.name, t('unit.yuan', { n: unitYuan(unit.millionths) }))),
    ),
    ...fact(
      'items',
      t('bid.form.items'),
      filled.items.map(item => listed(item.name, item.value)),
    ),
    ...fact(
      'documents',
      t('bid.form.documents'),
      documents.length === 0 ? t('bid.check.noDocuments') : documents.map(file => documentOf(t, file)),
    ),
  ];
}

/** What should make one hesitate, in the order of the form. */
export function warningsOf(t: Translate, lot: Lot, look: SealLook): CheckWarning[] {
  const { filled, documents, empty } = look;
  const { kind, value, words, units } = filled;
  const names = (some: readonly string[]) => some.join(t('person.comma'));
  const unitsFor0 = units.filter(unit => unit.millionths === 0n).map(unit => unit.name);
  const others = documents.filter(file => !file.isPdf).map(file => file.name);
  const twins = documents.filter(file => file.sameAs !== null);
  const answer = words === '' ? null : judgeWords(kind, value, words);
  const isDiscount = kind === 'Discount';
  const all: readonly [isTold: boolean, id: string, text: () => string][] = [
    [value === (isDiscount ? whole : 0n), 'zero', () => t(isDiscount ? 'bid.check.allOff' : 'bid.check.zero')],
    [isDiscount && value > whole, 'negative', () => t('bid.check.moreThanAll')],
    [isShare(kind) && value > 0n && value < onePercent, 'small', () => t('bid.check.small')],
    [isBeyond(value, lot), 'beyond', () => t(isLeastDiscount(lot) ? 'bid.form.below' : 'bid.form.over')],
    [words === '', 'noWords', () => t('bid.check.noWords')],
    [answer === 'Other', 'words', () => t('bid.form.differ')],
    [answer === 'Unreadable', 'words', () => t('bid.form.wordsUnreadable')],
    [unitsFor0.length > 0, 'units', () => t('bid.check.zeroUnits', { names: names(unitsFor0) })],
    [documents.length === 0, 'noDocuments', () => t('bid.check.noDocumentsHelp')],
    [empty.length > 0, 'empty', () => t('bid.form.documentsEmpty', { names: names(empty) })],
    [others.length > 0, 'notPdf', () => t('bid.check.notPdf', { names: names(others) })],
    [
      twins.length > 0,
      'twice',
      () => names(twins.map(({ name, sameAs }) => t('bid.check.twice', { name, other: sameAs! }))),
    ],
  ];
  return all.filter(([isTold]) => isTold).map(([, id, text]) => ({ id, text: text() }));
}

/** Whether the price lies beyond the lot's bound: above a ceiling, below a least discount. */
export const isBeyond = (value: bigint, lot: Lot): boolean =>
  lot.ceiling !== 0n && (isLeastDiscount(lot) ? value < lot.ceiling : value > lot.ceiling);

const whole = 1_000_000n;
const onePercent = 10_000n;
const pdf = [0x25, 0x50, 0x44, 0x46];
const pieceBytes = 4 << 20;

// "1,234.00 yuan below the ceiling, 12.34%": the part of the ceiling is rounded to a hundredth of a per cent, and said
// to be; of shares the difference is exact and stands alone.
function distanceOf(t: Translate, kind: PriceKind, value: bigint, lot: Lot): string {
  if (lot.ceiling === 0n) return t(isLeastDiscount(lot) ? 'bid.form.noLeast' : 'bid.form.noCeiling');
  const gap = value - lot.ceiling;
  const bound = t(isLeastDiscount(lot) ? 'bid.check.least' : 'bid.check.ceiling');
  if (gap === 0n) return t('bid.check.equal', { bound });
  const size = gap < 0n ? -gap : gap;
  const by = figure(kind, size);
  const amount = isShare(kind) ? t('bid.check.points', { n: percent(size) }) : t(by.unit, { n: by.n });
  const part = ((size * 20_000n) / lot.ceiling + 1n) / 2n;
  const values = { bound, amount, part: percent(part * 100n) };
  const where = gap < 0n ? 'below' : 'above';
  return t(isShare(kind) ? `bid.check.${where}Share` : `bid.check.${where}`, values);
}

const documentOf = (t: Translate, { name, sizeBytes, ending, isPdf }: LookedAt): string => {
  const type = isPdf ? 'PDF' : ending ? t('bid.check.otherType', { ending }) : t('bid.check.unknownType');
  return t('bid.check.document', { name, size: sizeText(sizeBytes), type });
};

async function twinOf(file: File, before: readonly File[]): Promise<string | null> {
  for (const other of before) if (other.size === file.size && (await areSame(file, other))) return other.name;
  return null;
}

async function areSame(a: File, b: File): Promise<boolean> {
  for (let at = 0; at < a.size; at += pieceBytes) {
    const [x, y] = [await bytesOf(a, at, pieceBytes), await bytesOf(b, at, pieceBytes)];
    if (x === null || y === null || x.length !== y.length || x.some((byte, i) => byte !== y[i])) return false;
  }
  return true;
}

async function bytesOf(file: File, at: number, length: number): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.slice(at, at + length).arrayBuffer());
  } catch {
    return null; // moved or changed meanwhile: the sealer says so
  }
}
