import { watch } from 'vue';
import { createRouter, createWebHistory, START_LOCATION, type RouteRecordRaw } from 'vue-router';
import { timesBack } from './away';
import { tellReached } from './reached';
import { turn } from './turn';

// Each page is a chunk of its own: who watches a hall loads nothing of the bidder's or the host's pages. The server
// answers exactly these first path segments with index.html; a new one is entered in Trading.Server/PageRoutes.cs too.
// `bare` pages have no header and no footer;
// `title` is a word of `pageTitle`, `guide` the one that their help leads to.
const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./home/HomePage.vue'), meta: { title: 'home' } },
  {
    path: '/hall/:session',
    name: 'hall',
    // Reading its scripts is one task, and its first picture another.
    component: async () => {
      const page = await import('./hall/HallPage.vue');
      await turn();
      return page;
    },
    props: true,
  },
  {
    path: '/notice/:session',
    name: 'notice',
    component: () => import('./notice/NoticePage.vue'),
    props: true,
    meta: { title: 'notice', guide: 'bidder' },
  },
  {
    path: '/screen/:session',
    name: 'screen',
    component: () => import('./screen/ScreenPage.vue'),
    props: true,
    meta: { bare: true },
  },
  {
    path: '/bid/:session/:lot',
    name: 'bid',
    component: () => import('./bid/BidPage.vue'),
    props: true,
    meta: { title: 'bid', guide: 'bidder' },
  },
  {
    path: '/host',
    name: 'host',
    component: () => import('./host/HostPage.vue'),
    meta: { title: 'host', guide: 'host' },
  },
  {
    path: '/host/:session',
    name: 'host-session',
    component: () => import('./host/HostSession.vue'),
    props: true,
    meta: { title: 'host', guide: 'host' },
  },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./person/SignInPage.vue'),
    meta: { title: 'signIn' },
  },
  { path: '/mine', name: 'mine', component: () => import('./mine/MinePage.vue'), meta: { title: 'mine' } },
  {
    path: '/check',
    name: 'check',
    component: () => import('./check/CheckPage.vue'),
    meta: { title: 'check', guide: 'bidder' },
  },
  {
    path: '/people',
    name: 'people',
    component: () => import('./people/PeoplePage.vue'),
    meta: { guide: 'supervisor' },
  },
  { path: '/score', name: 'score', component: () => import('./score/ScorePage.vue') },
  {
    path: '/criteria',
    name: 'criteria',
    component: () => import('./criteria/CriteriaPage.vue'),
    meta: { guide: 'host' },
  },
  { path: '/draws', name: 'draws', component: () => import('./draws/DrawListPage.vue') },
  {
    path: '/draws/new',
    name: 'draw-request',
    component: () => import('./draws/RequestPage.vue'),
    meta: { guide: 'host' },
  },
  {
    path: '/draws/import',
    name: 'draw-import',
    component: () => import('./draws/ImportPage.vue'),
    meta: { guide: 'host' },
  },
  {
    path: '/draws/import/sign',
    name: 'draw-import-sign',
    component: () => import('./draws/SignImportPage.vue'),
    meta: { guide: 'supervisor' },
  },
  { path: '/draws/:draw', name: 'draw', component: () => import('./draws/DrawPage.vue'), props: true },
  {
    path: '/draws/:draw/supervise',
    name: 'draw-supervise',
    component: () => import('./draws/SupervisePage.vue'),
    props: true,
    meta: { guide: 'supervisor' },
  },
  {
    path: '/draws/:draw/paper',
    name: 'draw-paper',
    component: () => import('./draws/PaperPage.vue'),
    props: true,
    meta: { guide: 'host' },
  },
  { path: '/draws/:draw/proof', name: 'draw-proof', component: () => import('./draws/ProofPage.vue'), props: true },
  { path: '/rooms', name: 'rooms', component: () => import('./rooms/RoomListPage.vue') },
  {
    path: '/rooms/start',
    name: 'room-start',
    component: () => import('./rooms/StartPage.vue'),
    meta: { guide: 'clerk' },
  },
  { path: '/rooms/:room', name: 'room', component: () => import('./rooms/RoomPage.vue'), props: true },
  {
    path: '/rooms/:room/clerk',
    name: 'room-clerk',
    component: () => import('./rooms/ClerkPage.vue'),
    props: true,
    meta: { guide: 'clerk' },
  },
  {
    path: '/rooms/:room/supervise',
    name: 'room-supervise',
    component: () => import('./rooms/RoomSupervisePage.vue'),
    props: true,
    meta: { guide: 'supervisor' },
  },
  {
    path: '/rooms/:room/own',
    name: 'room-own',
    component: () => import('./rooms/OwnPage.vue'),
    props: true,
    meta: { guide: 'bidder' },
  },
  {
    path: '/rooms/:room/seat',
    name: 'room-seat',
    component: () => import('./rooms/SeatPage.vue'),
    props: true,
    meta: { guide: 'member' },
  },
  {
    path: '/help/:guide?',
    name: 'help',
    component: () => import('./help/GuidePage.vue'),
    props: true,
    meta: { title: 'help' },
  },
  {
    path: '/:rest(.*)*',
    name: 'nothing',
    component: () => import('./layout/NothingHere.vue'),
    meta: { title: 'nothing' },
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  // A page that turns its own list stays where it is looked at; the first page is at its top, and asking for that would
  // have it laid out before it is there.
  scrollBehavior: (to, from, saved) =>
    saved ?? (from === START_LOCATION || (to.name === from.name && to.path === from.path) ? false : { top: 0 }),
});

// A page that could not be fetched, because the server is away or has other pages by now, is asked for as a whole as
// soon as it answers.
router.onError((_, to) => {
  tellReached(false);
  const stop = watch(timesBack, () => {
    stop();
    location.assign(to.fullPath);
  });
});
