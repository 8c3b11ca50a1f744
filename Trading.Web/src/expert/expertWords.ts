import { addWords } from '../i18n';
import en from '../words/expert.en';
import zh from '../words/expert.zh';

/** Words of the experts' page. */
export function addExpertWords(): void {
  addWords('expert', { zh, en });
}
