import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';

// Each page is a chunk of its own: who watches a hall loads nothing of the bidder's or the host's pages. The server
// answers exactly these first path segments with index.html (Trading.Server/Pages.cs); a new one is entered there too.
// `bare` pages have no header and no footer.
const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./home/HomePage.vue') },
  { path: '/hall/:session', name: 'hall', component: () => import('./hall/HallPage.vue'), props: true },
  {
    path: '/screen/:session',
    name: 'screen',
    component: () => import('./screen/ScreenPage.vue'),
    props: true,
    meta: { bare: true },
  },
  { path: '/bid/:session/:lot', name: 'bid', component: () => import('./bid/BidPage.vue'), props: true },
  { path: '/host', name: 'host', component: () => import('./host/HostPage.vue') },
  { path: '/host/:session', name: 'host-session', component: () => import('./host/HostSession.vue'), props: true },
  { path: '/sign-in', name: 'sign-in', component: () => import('./person/SignInPage.vue') },
  { path: '/people', name: 'people', component: () => import('./people/PeoplePage.vue') },
  { path: '/score', name: 'score', component: () => import('./score/ScorePage.vue') },
  { path: '/:rest(.*)*', name: 'nothing', component: () => import('./layout/NothingHere.vue') },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});
