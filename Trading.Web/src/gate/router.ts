import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { ticketOf } from '../ticket';
import DrawsPage from './DrawsPage.vue';

// First segments are entered in Trading.Gate/Program.cs, too. `title` is a word of `gate.title`.
export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: DrawsPage, meta: { title: 'draws' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('../pool/SignInPage.vue'), meta: { title: 'signIn' } },
  {
    path: '/draw/:draw',
    name: 'door',
    component: () => import('./DoorPage.vue'),
    props: true,
    meta: { title: 'door' },
  },
  {
    path: '/help',
    name: 'help',
    component: () => import('../help/GuideText.vue'),
    props: { guide: 'desk' },
    meta: { title: 'help', isOpen: true },
  },
  {
    path: '/:rest(.*)*',
    name: 'nothing',
    component: () => import('./NothingHere.vue'),
    meta: { title: 'nothing' },
  },
];

export const router = createRouter({ history: createWebHistory(), routes });

// Everything but the sign-in is for desks; it leads back to what was wanted.
router.beforeEach(to =>
  to.name === 'sign-in' || to.meta.isOpen || ticketOf()
    ? true
    : { name: 'sign-in', query: to.path === '/' ? {} : { to: to.path } },
);
