import { createApp } from 'vue';
import App from './App.vue';
import { i18n } from './i18n';
import { router } from './router';

export const mount = (): void => void createApp(App).use(i18n).use(router).mount('#app');
