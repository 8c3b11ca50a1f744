import { createApp } from 'vue';
import { i18n } from '../i18n';
import '../styles/page.css';
import '../person/person.css';
import './expert.css';
import ExpertApp from './ExpertApp.vue';
import { addExpertWords } from './expertWords';

// The experts' page: an entry of its own, served by the gateway's process alone. It has one address and no router.
addExpertWords();
createApp(ExpertApp).use(i18n).mount('#app');
