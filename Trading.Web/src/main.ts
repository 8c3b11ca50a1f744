// What is fetched first is small. It opens the line of a hall, and asks for all scripts of the page at once; each part
// of them is a task of its own, so that a cheap phone answers between them.
import { isOfHall, openEarly } from './hallLine';
import './styles/page.css';
import { turn } from './turn';

async function start(path: string): Promise<void> {
  openEarly(path);
  const framework = import('./framework');
  const words = import('./i18n');
  const frame = import('./start');
  // The router asks for it again, and tells whoever waits that it was not to be had.
  if (isOfHall(path)) void import('./hall/HallPage.vue').catch(() => undefined);
  await framework;
  await turn();
  await words;
  await turn();
  const { mount } = await frame;
  await turn();
  await mount();
}

void start(location.pathname);
