import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { ticketOf } from '../ticket';
import ListPage from './ListPage.vue';

// First segments are entered in Trading.Pool/Program.cs, too. `title` is a word of `pool.title`.
export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: ListPage, meta: { title: 'list' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'signIn' } },
  { path: '/add', name: 'add', component: () => import('./AddPage.vue'), meta: { title: 'add' } },
  {
    path: '/expert/:number',
    name: 'expert',
    component: () => import('./ExpertPage.vue'),
    props: true,
    meta: { title: 'expert' },
  },
  {
    path: '/expert/:number/edit',
    name: 'edit',
    component: () => import('./EditPage.vue'),
    props: true,
    meta: { title: 'edit' },
  },
  { path: '/import', name: 'import', component: () => import('./ImportPage.vue'), meta: { title: 'import' } },
  { path: '/draws', name: 'draws', component: () => import('./DrawsPage.vue'), meta: { title: 'draws' } },
  { path: '/acts', name: 'acts', component: () => import('./ActsPage.vue'), meta: { title: 'acts' } },
  {
    path: '/help',
    name: 'help',
    component: () => import('../help/GuideText.vue'),
    props: { guide: 'pool' },
    meta: { title: 'help', isOpen: true },
  },
  {
    path: '/:rest(.*)*',
    name: 'nothing',
    component: () => import('./NothingHere.vue'),
    meta: { title: 'nothing' },
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

// Everything but the sign-in is for managers; it leads back to what was wanted.
router.beforeEach(to =>
  to.name === 'sign-in' || to.meta.isOpen || ticketOf()
    ? true
    : { name: 'sign-in', query: to.path === '/' ? {} : { to: to.path } },
);
