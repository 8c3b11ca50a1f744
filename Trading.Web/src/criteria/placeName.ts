import { listAt, type Draft } from './draft';

/** A path in people's words: "第 3 项“技术/方案” · 打分间隔". */
export function placeName(
  path: string,
  draft: Draft,
  t: (key: string, values?: Record<string, unknown>) => string,
  knows: (key: string) => boolean,
): string {
  if (path === '$') return t('criteria.check.file');
  const names: string[] = [];
  const steps = [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)];
  steps.forEach(([, key, index], i) => {
    if (key !== undefined) names.push(knows(`criteria.key.${key}`) ? t(`criteria.key.${key}`) : key);
    else if (i === 1 && steps[0]![1] === 'criteria') {
      const id = (listAt(draft, 'criteria')[Number(index)]?.['id'] as string | undefined) ?? '';
      names[0] = `${t('criteria.tree.item', { n: Number(index) + 1 })} ${id}`.trim();
    } else names.push(t('criteria.check.row', { n: Number(index) + 1 }));
  });
  return names.join(' · ');
}
