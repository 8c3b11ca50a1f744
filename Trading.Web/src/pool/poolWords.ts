import { addWords } from '../i18n';
import en from '../words/en';
import poolEn from '../words/pool.en';
import poolZh from '../words/pool.zh';
import zh from '../words/zh';

/** Words of the pool; the frame says the pool's name where it says the hall's elsewhere. */
export function addPoolWords(): void {
  addWords('pool', { zh: poolZh, en: poolEn });
  addWords('app', {
    zh: { ...zh.app, name: poolZh.name, motto: poolZh.motto },
    en: { ...en.app, name: poolEn.name, motto: poolEn.motto },
  });
}
