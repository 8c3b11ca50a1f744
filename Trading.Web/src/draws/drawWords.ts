import { addWords } from '../i18n';
import en from '../words/draw.en';
import zh from '../words/draw.zh';

/** Words of the pages of draws; each of these pages is a chunk that brings them. */
export const addDrawWords = (): void => addWords('draw', { zh, en });
