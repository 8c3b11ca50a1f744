import { createApp } from 'vue';
import { i18n } from '../i18n';
import '../styles/page.css';
import '../person/person.css';
import '../pool/pool.css';
import './gate.css';
import { addGateWords } from './gateWords';
import GateApp from './GateApp.vue';
import { router } from './router';

// The gate's pages: an entry of its own, served by the gate's process alone. Frame, sign-in and styles are shared.
addGateWords();
createApp(GateApp).use(i18n).use(router).mount('#app');
