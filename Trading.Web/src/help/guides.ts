// The guides of docs/guides, by whom they are for; each in both languages, and its pictures.
import type { Language } from '../i18n';

export const guideNames = ['bidder', 'host', 'clerk', 'member', 'supervisor', 'trustee', 'desk', 'pool'] as const;
export type GuideName = (typeof guideNames)[number];

const texts = import.meta.glob<string>('../../../docs/guides/*.md', { query: '?raw', import: 'default' });
const pictures = import.meta.glob<string>('../../../docs/guides/pictures/*', {
  query: '?url',
  import: 'default',
  eager: true,
});

export const isGuide = (name: string | undefined): name is GuideName => guideNames.some(guide => guide === name);

export const textOf = (name: GuideName, language: Language): Promise<string> =>
  texts[`../../../docs/guides/${name}.${language}.md`]!();

/** Where a picture of a guide lies among the pages' parts. */
export const pictureOf = (file: string): string | undefined => pictures[`../../../docs/guides/pictures/${file}`];
