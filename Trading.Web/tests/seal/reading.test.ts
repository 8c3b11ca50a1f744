import { describe, expect, it } from 'vitest';
import { percentsOf, readFigures, readUnitPrice, type FigureFault, type PriceKind } from '../../src/seal/price';
import { printShareWords } from '../../src/seal/shareWords';
import { judgeWords, readAllWords } from '../../src/seal/wordsReader';
import { printWords } from '../../src/seal/words';
import { load } from './vectors';

interface WordVectors {
  read: { kind: PriceKind; text: string; values: (number | bigint)[] }[];
  printed: { kind: PriceKind; value: number | bigint; text: string }[];
}
interface FigureVectors {
  figures: {
    kind: PriceKind;
    decimals: number | null;
    text: string;
    value: number | bigint | null;
    fault: FigureFault | 'None';
    asked: string[];
  }[];
}

const words = load<WordVectors>('opening/words.json');
const { figures } = load<FigureVectors>('opening/figures.json');

describe('prices in words', () => {
  it.each(words.read)('$kind: $text', ({ kind, text, values }) =>
    expect(readAllWords(kind, text)).toEqual(values.map(BigInt)),
  );

  it.each(words.printed)('are printed as $text, and read again', ({ kind, value, text }) => {
    expect(kind === 'Amount' ? printWords(BigInt(value)) : printShareWords(BigInt(value))).toBe(text);
    expect(readAllWords(kind, text)).toEqual([BigInt(value)]);
  });

  it('say the same, another sum, or nothing', () =>
    expect(
      ['壹元整', '人民币（大写）：壹元整（￥1.00）', '贰元整', '壹元整（￥2.00）', '壹块钱', '拾元整'].map(text =>
        judgeWords('Amount', 100n, text),
      ),
    ).toEqual(['Same', 'Same', 'Other', 'Other', 'Unreadable', 'Unreadable']));
});

describe('prices in figures', () => {
  it.each(figures)('$kind $decimals: "$text" is $value, $fault', ({ kind, decimals, text, value, fault, asked }) => {
    const read = decimals === null ? readFigures(kind, text) : readUnitPrice(text, decimals);
    expect(read).toBe(fault === 'None' ? BigInt(value!) : fault);
    expect(read === 'NoPercent' ? percentsOf(text) : []).toEqual(asked);
  });
});
