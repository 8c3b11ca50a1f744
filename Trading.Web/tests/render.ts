import { createMemoryHistory, createRouter } from 'vue-router';
import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { i18n, type Language } from '../src/i18n';

/** What a component shows at first, as HTML in one line. Links lead to `/hall/SESSION`, as those of the pages do. */
export async function render(component: Component, props: object, language: Language = 'zh'): Promise<string> {
  i18n.global.locale.value = language;
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'home', component },
      { path: '/hall/:session', name: 'hall', component },
      { path: '/screen/:session', name: 'screen', component },
      { path: '/bid/:session/:lot', name: 'bid', component },
      { path: '/host/:session', name: 'host-session', component },
    ],
  });
  const app = createSSRApp(component, props as Record<string, unknown>)
    .use(i18n)
    .use(router);
  const html = await renderToString(app);
  return html.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
}

/** The words of HTML, without its tags. */
export const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** From the tag that bears a test id on, to its end where it holds no tag of its own kind. */
export function partOf(html: string, testid: string): string {
  const found = new RegExp(`<(\\w+)[^>]* data-testid="${testid}".*?</\\1>`).exec(html);
  return found?.[0] ?? '';
}
