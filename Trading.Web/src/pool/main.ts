import { createApp } from 'vue';
import { i18n } from '../i18n';
import '../styles/page.css';
import '../person/person.css';
import './pool.css';
import { addPoolWords } from './poolWords';
import PoolApp from './PoolApp.vue';
import { router } from './router';

// The pool's pages: an entry of its own, served by the pool's process alone. Frame, words and styles are the hall's.
addPoolWords();
createApp(PoolApp).use(i18n).use(router).mount('#app');
