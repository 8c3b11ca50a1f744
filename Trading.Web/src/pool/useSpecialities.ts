import { onMounted, shallowRef } from 'vue';
import { readSpecialities } from './platform';

const names = shallowRef<ReadonlyMap<string, string>>(new Map());

/** What codes are called; a code without a name is shown as it is, so a failure to read them is no trouble. */
export function useSpecialities(): { named: (code: string) => string; again: () => Promise<void> } {
  async function again(): Promise<void> {
    names.value = new Map((await readSpecialities()).map(({ code, name }) => [code, name]));
  }
  onMounted(() => {
    again().catch(() => undefined);
  });
  return { named: code => (names.value.has(code) ? `${code} ${names.value.get(code)}` : code), again };
}
