import type { Hall } from './state';

/** What is known of a session before its first event. */
export const noHall: Hall = {
  height: -1,
  lastAt: 0,
  version: 1,
  commit: null,
  phase: 'none',
  session: '',
  tenderCode: '',
  title: '',
  drill: false,
  periodSeconds: 0,
  publisher: null,
  preparedAt: 0,
  concludedAt: null,
  record: null,
  pack: {
    id: '',
    version: 0,
    minimumSubmitted: 0,
    minimumSubmittedRule: '',
    fewOpened: 'Continue',
    protest: 'Objection',
    protestRule: '',
    silenceAccepts: false,
    lateRule: '',
    recordRule: '',
    leastPeriodSeconds: 0,
    usualPeriodSeconds: 0,
    mostPeriodSeconds: 0,
  },
  roles: [],
  lots: [],
  objections: [],
  standstills: [],
  log: [],
};

/** Lines that the state keeps. */
export const mostLogLines = 200;
