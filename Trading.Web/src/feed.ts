// The one file that knows SignalR. It gives `Follow` the hub and the pages, on a page and in a worker alike.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { getText, Problem } from './api';
import { Follow, type Batch, type FeedEvent, type Line, type Link, type Page, type Ways } from './follow';
import { listen } from './signs';

/** Follows a public stream until the returned function is called. `onEvents` gets every event once, in order. */
export function followStream(
  stream: string,
  onEvents: (events: FeedEvent[]) => void,
  onLink: (link: Link) => void,
): { wake(): void; stop(): void } {
  const follow = new Follow(stream, ways, onEvents, onLink);
  const stopListening = listen(follow);
  follow.start();
  return {
    wake: () => follow.wake(),
    stop: () => {
      stopListening();
      follow.stop();
    },
  };
}

/** How streams of this platform are reached. */
export const ways: Ways = {
  // A page's own numbers are heights; what stands inside its events is read where they are folded.
  page: async (stream, after, signal) =>
    JSON.parse(await getText(`/api/feed/${encodeURIComponent(stream)}?after=${after}`, signal)) as Page,
  open,
  pause: (ms, signal) =>
    new Promise(resolve => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    }),
  random: Math.random,
  isMissing: cause => cause instanceof Problem && cause.status === 404,
};

// SignalR's own reconnect gives up in the end and knows no heights: each line is a new connection.
async function open(onBatch: (batch: Batch) => void, signal: AbortSignal): Promise<Line> {
  const hub = new HubConnectionBuilder()
    .withUrl(new URL('/feed', location.origin).href, {
      transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
      withCredentials: false,
    })
    .configureLogging(LogLevel.None)
    .build();
  const closed = new Promise<void>(resolve => hub.onclose(() => resolve()));
  const stop = () => hub.stop().catch(() => undefined);
  hub.on('batch', onBatch);
  signal.addEventListener('abort', () => void stop(), { once: true });
  await hub.start();
  return { join: (stream, after) => hub.invoke('Join', stream, after), closed, stop };
}
