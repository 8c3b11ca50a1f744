import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// Letters and grounds of both schemes, by WCAG 2.2: 4.5 for text, 3 for what is no text.

const src = fileURLToPath(new URL('../src/', import.meta.url));
const css = readFileSync(`${src}styles/page.css`, 'utf8');
const [light, dark] = css.split('prefers-color-scheme: dark').map(part => part.split('}')[0]!) as [string, string];
const variables = (text: string) =>
  Object.fromEntries([...text.matchAll(/(--[\w-]+): (#[0-9a-f]{3,6});/g)].map(found => [found[1]!, found[2]!]));
const schemes = { light: variables(light), dark: { ...variables(light), ...variables(dark) } };

function luminance(colour: string): number {
  const whole = colour.length === 4 ? colour.replace(/[0-9a-f]/g, digit => digit + digit) : colour;
  const [r, g, b] = [1, 3, 5]
    .map(at => parseInt(whole.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const texts: [string, string[]][] = [
  ['--ink', ['--ground', '--card', '--tint', '--field', '--soft', '--blue-soft', '--warn-soft', '--ghost']],
  ['--muted', ['--ground', '--card', '--tint', '--field', '--soft']],
  ['--blue', ['--ground', '--card', '--tint', '--field']],
  ['--blue-deep', ['--card', '--blue-soft', '--ground']],
  ['--good', ['--card', '--good-soft', '--ground']],
  ['--warn', ['--card', '--warn-soft', '--ground']],
  ['--warn-deep', ['--warn-soft']],
  ['--bad', ['--card', '--bad-soft', '--ground']],
  ['--bad-deep', ['--bad-soft']],
  ['--soft-ink', ['--soft']],
  ['--on-strong', ['--blue', '--blue-deep', '--good', '--bad']],
];
const shapes: [string, string[]][] = [
  ['--field-line', ['--card', '--field', '--ground']],
  ['--blue-mid', ['--card']],
  ['--focus', ['--card', '--ground']],
];

describe.each(['light', 'dark'] as const)('the %s scheme', scheme => {
  const of = (name: string) => {
    const found = schemes[scheme][name];
    if (!found) throw new Error(`${name} is no colour of ${scheme}`);
    return found;
  };
  const low = (pairs: [string, string[]][], least: number) =>
    pairs.flatMap(([letters, grounds]) =>
      grounds
        .map(ground => [`${letters} on ${ground}`, Math.round(contrast(of(letters), of(ground)) * 100) / 100] as const)
        .filter(([, ratio]) => ratio < least),
    );

  it('has letters that are read on every ground they stand on', () => {
    expect(low(texts, 4.5)).toEqual([]);
  });

  it('has lines and bars that are seen', () => {
    expect(low(shapes, 3)).toEqual([]);
  });
});

describe('colours', () => {
  it('are variables: none stands in a component, but for the big screen and what is dark in both schemes', () => {
    const own = /^(screen\/|styles\/|period\/PeriodNote\.vue|hall\/(FreezeCard|LinkMark)\.vue)/;
    const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(file => /\.(vue|css)$/.test(file) && !own.test(file))
      .flatMap(file =>
        [
          ...readFileSync(src + file, 'utf8').matchAll(
            /(?:color|background|fill|stroke|border[\w-]*|outline):[^;{]*#[0-9a-fA-F]{3,8}\b/g,
          ),
        ].map(match => `${file}: ${match[0]}`),
      );
    expect(found).toEqual([]);
  });

  it('differ between the schemes wherever the dark one names them', () => {
    const names = Object.keys(variables(dark));
    expect(names.length).toBeGreaterThan(25);
    expect(names.filter(name => !(name in schemes.light))).toEqual([]);
  });
});
