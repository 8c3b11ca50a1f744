/** Words around the guides. */
export default {
  title: '帮助',
  lead: '每份指南两页，说明从头到尾做什么、看什么、出了问题怎么办。',
  bidder: { title: '投标人指南', what: '准备、密封、递交、撤回、开标后签到与确认。' },
  clerk: { title: '评审经办人指南', what: '怎样开始评审、照看进度、审查资格、起草报告。' },
  host: { title: '主持人指南', what: '发布开标会，开标，答复异议，签署开标记录。' },
  member: { title: '评审成员指南', what: '在席位上怎样就位、审查、评分和签署报告。' },
  supervisor: { title: '监督人指南', what: '监督什么，怎样独立核验，何时须由您签名。' },
  desk: { title: '报到台指南', what: '核对证件，办理专家报到，登记离场和返回。' },
  pool: { title: '专家库管理员指南', what: '导入和维护专家名单；抽取时会发生什么。' },
  trustee: { title: '受托人指南', what: '保管密钥份额，让程序在线，拒绝什么。' },
};
