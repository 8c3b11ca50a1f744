// Follows, checks and folds the session that it is told, so that the page has its main thread for whoever uses it.
import { followHall, type Following, type HallNews, type HallWord } from './following';
import { hearReached } from './reached';

/** What a page says to its worker: first the session, then words. */
export type ToHallWorker = { session: string } | HallWord;
export type FromHallWorker = HallNews | { kind: 'reached'; isReached: boolean };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ToHallWorker>) => void) | null;
  postMessage(news: FromHallWorker): void;
};
let following: Following | null = null;

hearReached(isReached => scope.postMessage({ kind: 'reached', isReached }));
scope.onmessage = ({ data }) => {
  if (typeof data === 'string') following?.say(data);
  else following ??= followHall(data.session, news => scope.postMessage(news));
};
