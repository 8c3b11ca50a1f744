import { onMounted, onScopeDispose, ref, type Ref } from 'vue';
import { carried, onCarried } from './kept';

/** The file that was built last in this browser, in whichever tab; null where there is none. */
export function useCarried(): Readonly<Ref<string | null>> {
  const text = ref(carried());
  let deaf: () => void = () => undefined;
  onMounted(() => (deaf = onCarried(() => (text.value = carried()))));
  onScopeDispose(() => deaf());
  return text;
}
