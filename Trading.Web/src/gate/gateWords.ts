import { addWords } from '../i18n';
import en from '../words/en';
import gateEn from '../words/gate.en';
import gateZh from '../words/gate.zh';
import personEn from '../words/person.en';
import personZh from '../words/person.zh';
import poolEn from '../words/pool.en';
import poolZh from '../words/pool.zh';
import zh from '../words/zh';

/** Words of the gate. Its sign-in is the pool's, and says whose accounts these are. */
export function addGateWords(): void {
  addWords('gate', { zh: gateZh, en: gateEn });
  addWords('person', { zh: personZh, en: personEn });
  addWords('pool', {
    zh: { ...poolZh, ...gateZh.signIn, title: { ...poolZh.title, signIn: gateZh.title.signIn } },
    en: { ...poolEn, ...gateEn.signIn, title: { ...poolEn.title, signIn: gateEn.title.signIn } },
  });
  addWords('app', {
    zh: { ...zh.app, name: gateZh.name, motto: gateZh.motto },
    en: { ...en.app, name: gateEn.name, motto: gateEn.motto },
  });
}
