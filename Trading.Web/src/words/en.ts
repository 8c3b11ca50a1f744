import type zh from './zh';

export default {
  app: { name: 'Bid opening hall', home: "Today's openings", language: 'Language', skip: 'Skip to the content' },
  nothing: { title: 'There is no such page', back: "Back to today's openings" },
} satisfies typeof zh;
