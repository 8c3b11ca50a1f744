/** Words of the host's pages. */
export default {
  title: '主持开标', lead: '发布场次、查看进度，并按程序完成当前一步。每一步都由主持人的证书签名。', toHall: '开标大厅', all: '全部场次', sessions: '已发布的场次', noSessions: '还没有发布任何场次。',
  step: { person: '身份：证书与私钥', trust: '信任文件：由哪些保管人建锁', form: '场次内容' },
  pack: { 'construction-national': '工程建设招标（全国）', 'procurement-goods': '政府采购 · 货物', 'procurement-services': '政府采购 · 服务' },
  packHelp: { 'construction-national': '少于 3 份投标不得开标（招标投标法实施条例第四十四条）；异议当场答复。', 'procurement-goods': '少于 3 份投标不得开标（87 号令第四十一条）；能开启的少于 3 份则终止。', 'procurement-services': '少于 3 份投标不得开标（87 号令第四十一条）；能开启的少于 3 份则终止。' },
  form: {
    pack: '规则包', code: '项目编号', title: '项目名称', closeAt: '投标截止（北京时间）', closeHelp: '截止即开标时间；发布后不能更改。', single: '全部保管人在同一台机器上：会如实写入锁、记录和每次核验的结论。', independent: '每位保管人各有机器和操作人。', drill: '演练（结果没有法律效力）', lots: '标段', lotId: '编号（a–z、0–9、-）', lotTitle: '标段名称', noCeiling: '不设', decimals: '单价小数位数',
    removeLot: '移除标段 {lot}', remove: '移除', addLot: '增加标段', roles: '参加人员', rolesHelp: '主持人是您（{name}）。监督人不得兼任其他角色；只有主持人和监督人共同下令，才能对迟到的封存放行。', role: '角色', roleName: '姓名或单位', roleCertificate: '选择证书（.der）', removeRole: '移除 {name}', addRole: '增加人员', publish: '签发并发布', publishHelp: '发布后内容不能更改；密钥保管人随即建锁，锁成之后开始接收投标。',
  },
  problem: {
    code: '项目编号须为 1 至 100 字', title: '项目名称须为 1 至 500 字', lots: '须有 1 至 64 个标段', lotId: '标段编号只能用 a–z、0–9 和“-”，1 至 16 个字符', lotTwice: '两个标段的编号相同', lotTitle: '标段名称须为 1 至 500 字', ceiling: '最高限价或最低下浮率超出范围', ceilingText: '最高限价或最低下浮率填写有误：以元为单位，最多两位小数，逗号后须为三位数字；百分数最多四位小数', ceilingPercent: '最高限价或最低下浮率须写出百分号，如 98.5%', roleName: '姓名须为 1 至 500 字', roleKey: '有人员还没有选择证书', noSupervisor: '须写明监督人：没有监督人，一旦没有保管人及时看到封存，投标就永远无法开启', supervisor: '监督人不得兼任其他角色', platform: '信任文件须恰好列出一个平台', trustees: '信任文件没有列出密钥保管人', closeAt: '请填写投标截止时间', closePast: '截止时间已过', closeSoon: '截止时间过近：至少须留 1 分钟建锁和投标', Times: '截止时间无效', TrusteeCount: '保管人须为 1 至 32 位', SameKey: '信任文件中有重复的公钥', BadKey: '有公钥无效', LotName: '标段编号无效',
  },
  right: {
    none: '您还没有发布场次的权限，因此不能在此填写和发布。',
    noneNext: '请平台管理员把权限授予这份证书（公钥指纹 {print}）或您的账号，然后重新打开本页。',
    held: '您以“{name}”的名义发布。',
  },
  confirm: {
    title: '请核对：发布后不能更改',
    deadline: '投标截止并开标：{time}（北京时间），距现在 {left}。',
    lots: '{n} 个标段，项目编号 {code}，发布人 {publisher}。',
    supervisor: '监督人：{names}。没有保管人及时看到封存时，由主持人和监督人共同下令。',
    again: '项目编号 {code} 此前已发布 {n} 次；再次发布会在所有页面标明。',
    far: '截止时间在 60 天以后，请核对年份。',
    farYes: '年份无误：{year} 年',
    yes: '核对无误，签发并发布',
    back: '返回修改',
  },
  outsider: '这份证书在本场次没有角色：只能查看，不能操作。', rolesAre: '您在本场次的角色：{roles}', nextTitle: '现在要做的一步',
  next: {
    none: { what: '正在读取场次', why: '稍候即可。' }, waitLock: { what: '等待密钥保管人为“{lot}”建锁', why: '建锁完成后自动开始接收投标。' }, waitDeadline: { what: '正在接收投标；距“{lot}”截止还有 {left}', why: '截止之前任何人都看不到投标数量和内容，包括主持人。无需操作。' },
    waitFreeze: { what: '“{lot}”已截止，等待封存', why: '截止前到达的投标一份也不会丢弃，全部处理完后封存。无需操作。' }, waitCosign: { what: '等待保管人核验“{lot}”的封存（{n}/{t}）', why: '保管人各自核验截止时间和全部投标的指纹。无需操作。' }, waitFew: { what: '“{lot}”有效投标不足', why: '依规则不得开标，系统会记录流标，投标永不开启。无需操作。' },
    waitRelease: { what: '等待保管人释放“{lot}”的密钥（{n}/{t}）', why: '达到人数后全部投标同时公布。无需操作。' }, waitOpen: { what: '正在开启“{lot}”的全部投标', why: '无需操作。' }, orderLate: { what: '“{lot}”没有保管人及时看到封存', why: '须由主持人和监督人各自下令，保管人才能迟延核验。请先查明原因。' }, orderedLate: { what: '已下令，等待保管人迟延核验“{lot}”', why: '无需操作。' },
    answer: { what: '答复异议或询问', why: '有待答复的异议或询问时不得结束开标；答复须当场作出并记入记录。' }, conclude: { what: '结束开标', why: '全部标段已开标或终止，且没有待答复的异议。结束后不能再签到、异议或确认。' }, signRecord: { what: '签署开标记录', why: '记录由公开日志生成，任何人都可以重新生成并逐字节核对；签署后即为定本。请先查看草稿。' }, done: { what: '开标已完成，记录已签署', why: '可以下载记录和存档，并用 trading verify 核验。' },
  },
  answer: '答复内容', sendAnswer: '签名并答复', conclude: '签名并结束开标', signRecord: '签署记录', draft: '下载草稿', draftHelp: '页面只签署与这份草稿逐字节相符的内容。', record: '下载记录', orderLate: '签名并下令继续', lateOrders: '已下令 {n} / 2（主持人与监督人）', ceremony: '建锁 {n}/{m}', live: '待开启 {n} 份', bidLink: '投标页',
};
