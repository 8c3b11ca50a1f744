// The browser's signs of life, for whoever follows a stream.

// A timer that comes much too late means that the machine slept: the socket may be dead without knowing it.
const beatMs = 2_000;
const sleptMs = 10_000;

/** Wakes or drops whoever follows a stream, until the returned function is called. */
export function listen(follow: { wake(): void; drop(): void }): () => void {
  const wake = () => {
    if (document.visibilityState === 'visible') follow.wake();
  };
  const drop = () => follow.drop();
  let last = Date.now();
  const beat = setInterval(() => {
    const now = Date.now();
    if (Math.abs(now - last) > sleptMs) follow.wake();
    last = now;
  }, beatMs);
  window.addEventListener('online', wake);
  window.addEventListener('offline', drop);
  window.addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', wake);
  return () => {
    clearInterval(beat);
    window.removeEventListener('online', wake);
    window.removeEventListener('offline', drop);
    window.removeEventListener('pageshow', wake);
    document.removeEventListener('visibilitychange', wake);
  };
}
