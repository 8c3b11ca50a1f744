/** Words of the big screen alone. */
export default {
  waiting: '请稍候',
  page: '{n} / {m}',
  lots: '标段 {n} / {m}',
  held: '已停留，按空格键继续',
  moreItems: '另有 {n} 项，见开标大厅',
  step: {
    ceremony: '正在建锁，尚不接受投标',
    intake: '正在接收投标',
    frozen: '投标已截止，受托人正在见证冻结',
    releasing: '正在开启投标',
    attend: '请投标人签到，核对开标记录',
    objection: '有待答复的异议',
    opened: '请投标人核对并确认开标结果；有异议请当场提出',
    failed: '本标段未开标，投标保持密封',
    record: '开标会已结束，请主持人签署开标记录',
    sealed: '开标记录已签署',
  },
};
