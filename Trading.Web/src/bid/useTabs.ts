import { onMounted, onScopeDispose, ref, type Ref } from 'vue';

// How many other tabs of this browser stand at the same lot. Each holds a shared lock of the browser's, which ends with
// the tab however that ends; a channel tells the others to count again, and so does a clock, for a tab that died says
// nothing.

const countMs = 3_000;

export function useTabs(session: string, lot: string): Readonly<Ref<number>> {
  const others = ref(0);
  const name = `tab.${session}.${lot}`;
  const locks = globalThis.navigator?.locks;
  if (!locks) return others;
  const over = new AbortController();
  let channel: BroadcastChannel | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const count = async () => {
    const { held = [] } = await locks.query();
    const tabs = held.filter(lock => lock.name === name).length;
    if (!over.signal.aborted) others.value = Math.max(0, tabs - 1);
  };
  onMounted(() => {
    channel = new BroadcastChannel(name);
    channel.onmessage = () => void count();
    timer = setInterval(() => void count(), countMs);
    void locks.request(name, { mode: 'shared' }, () => {
      channel?.postMessage('here');
      void count();
      return new Promise<void>(resolve => over.signal.addEventListener('abort', () => resolve(), { once: true }));
    });
  });
  onScopeDispose(() => {
    clearInterval(timer);
    over.abort();
    channel?.postMessage('gone');
    channel?.close();
    channel = null;
  });
  return others;
}
