/** Chinese words; `en.ts` has the same keys (tests/words.test.ts). Codes of the server are translated here, at display. */
export default {
  app: { name: '开标大厅', home: '今日开标', language: '语言', skip: '跳到正文' },
  nothing: { title: '没有这个页面', back: '回到今日开标' },
};
