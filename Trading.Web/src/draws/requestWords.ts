import { addWords } from '../i18n';
import personEn from '../words/person.en';
import personZh from '../words/person.zh';
import en from '../words/drawRequest.en';
import zh from '../words/drawRequest.zh';
import { addDrawWords } from './drawWords';

/** Words of the pages that ask for a draw and supervise it. */
export function addRequestWords(): void {
  addWords('person', { zh: personZh, en: personEn });
  addDrawWords();
  addWords('drawRequest', { zh, en });
}
