import { addWords } from '../i18n';
import en from '../words/drawImport.en';
import zh from '../words/drawImport.zh';
import { addRequestWords } from './requestWords';

/** Words of the pages that import a draw, sign an import, and hand in its paper. */
export function addImportWords(): void {
  addRequestWords();
  addWords('drawImport', { zh, en });
}
