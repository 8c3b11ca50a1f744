// What is fetched first is small: it opens the line of a hall and asks for the scripts of its page while the rest of
// the application is on its way.
import { openEarly } from './hallLine';
import './styles/page.css';

openEarly(location.pathname);
void import('./start');
