import { createApp } from 'vue';
import App from './App.vue';
import { i18n } from './i18n';
import { router } from './router';
import { turn } from './turn';

/** Brings the page up: the router asks for what the address leads to, then the frame is there. */
export async function mount(): Promise<void> {
  const app = createApp(App).use(i18n).use(router);
  await turn();
  app.mount('#app');
}
