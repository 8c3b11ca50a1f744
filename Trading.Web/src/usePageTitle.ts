import { onScopeDispose, shallowReactive, watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';
import { shownText } from './texts';

// Pages lie on one another: the innermost that has something to say names the window.
const titles = shallowReactive<(() => string)[]>([]);

export function usePageTitle(title: () => string): void {
  const { t } = useI18n();
  titles.push(title);
  watchEffect(() => {
    const own = titles
      .map(each => each())
      .filter(text => text !== '')
      .at(-1);
    document.title = own ? `${shownText(own)} · ${t('app.name')}` : t('app.name');
  });
  onScopeDispose(() => titles.splice(titles.indexOf(title), 1));
}
