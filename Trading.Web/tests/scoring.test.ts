import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { perCent, scoringShown } from '../src/scoring';

const example = readFileSync(fileURLToPath(new URL('../../docs/examples/terms/works.json', import.meta.url)), 'utf8');

describe('published scoring terms', () => {
  it('are summed up by method and weights', () => {
    const shown = scoringShown(example)!;
    expect(shown.method).toBe('average-benchmark');
    expect(shown.criteria.map(({ id, permille }) => `${id} ${perCent(permille)}`)).toEqual([
      '投标报价 60',
      '施工组织设计 30',
      '企业业绩 10',
    ]);
    expect(perCent(305)).toBe('30.5');
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no criteria', '{"method":"average-benchmark"}'],
    ['a method of another time', '{"method":"draw","criteria":[]}'],
    ['a criterion that is none', '{"method":"average-benchmark","criteria":[null]}'],
    ['a weight that is a text', '{"method":"average-benchmark","criteria":[{"id":"a","weightPermille":"1"}]}'],
  ])('are not summed up where there is %s', (_, text) => {
    expect(scoringShown(text)).toBeNull();
  });
});
