/** Chinese words; `en.ts` has the same keys (tests/words.test.ts). Codes of the server are translated here, at display. */
export default {
  app: {
    name: '开标大厅', motto: '开标，人人可验', language: '语言', skip: '跳到正文', loading: '正在读取……',
    retry: '重试', unreachable: '暂时连不上服务器', unreachableHelp: '页面会自动重试；也可以检查网络后手动重试。',
    insecure: '此页面须通过 https 或 localhost 打开：浏览器只在安全连接下提供密码运算，投标、签名等功能现在不可用。',
    times: '页面上的时刻均为北京时间', signIn: '登录', signedIn: '已登录：{name}', colon: '：',
  },
  nothing: { title: '没有这个页面', help: '地址可能抄写有误。', back: '回到今日开标' },
  home: {
    title: '今日开标', lead: '截止之前，任何人都看不到谁投了标、投了多少；截止之后，所有人同时看到全部结果。',
    soon: '即将截止与进行中', today: '今日已结束', later: '以后', earlier: '更早', empty: '今天没有开标', emptyHelp: '新发布的开标会自动出现在这里。',
    deadline: '投标截止', lots: '{n} 个标段', screen: '大屏', code: '项目编号',
  },
  link: {
    connecting: '正在连接', live: '实时连接', lost: '连接中断，正在重连', missing: '尚无此场次', diverged: '记录不一致', measuring: '正在校时',
    error: '校时误差不超过 {ms} 毫秒', help: '断线期间不会漏掉任何事件：重连后从中断处逐条补齐，编号连续。',
    divergedHelp: '服务器现有的记录少于或不同于它先前给出的记录。只增不改的日志不应如此，请联系监督人员。',
  },
  clock: {
    server: '服务器时间', remaining: '距投标截止', ended: '投标已截止', days: '{n} 天', wallOff: '本机时钟与服务器相差约 {s}，倒计时以服务器时间为准。',
    minutes: '{n} 分钟', seconds: '{n} 秒', passed: '已截止 {time}',
  },
  hall: {
    title: '开标大厅', missing: '没有找到这个场次', missingHelp: '场次可能尚未发布。页面会继续等待，发布后自动显示。',
    corrupt: '无法读懂服务器的记录', corruptHelp: '记录损坏，或此页面版本过旧。请刷新页面；若仍如此，请联系监督人员。', reload: '刷新页面',
    code: '项目编号', pack: '规则', roles: '参加人员', lots: '标段', lot: '标段', deadline: '投标截止', ceiling: '最高限价', noCeiling: '未设', leastDiscount: '最低下浮率',
    quorum: '最少有效投标', drill: '演练', drillHelp: '这是一次演练，结果没有法律效力。', screen: '大屏显示', bid: '投标', myBid: '我的投标', facts: '标段信息', priceKind: '报价方式',
  },
  custody: {
    title: '保管方式', single: '单机保管', independent: '独立保管',
    singleHelp: '全部密钥保管人运行在同一台机器上：对于控制这台机器的人，密封不构成保护。此信息写入锁、记录和每一次核验的结论。',
    independentHelp: '每位密钥保管人有自己的机器和操作人，少于 {t} 位不能开启。',
  },
  phase: {
    ceremony: '正在建锁', intake: '正在接收投标', frozen: '已截止，封存核验', releasing: '正在释放密钥', opened: '已开标', failed: '未开标', concluded: '开标结束', running: '进行中',
  },
  step: {
    label: '开标步骤', ceremony: '建锁', intake: '接收投标', frozen: '截止封存', releasing: '释放密钥', opened: '公布结果', record: '记录归档',
    done: '已完成', now: '进行中', ahead: '未开始', failed: '终止', of: '第 {n} 步，共 {m} 步',
  },
  sealed: {
    title: '投标文件密封中',
    help: '截止之前，任何角色（包括平台）都看不到谁投了标、有几家、投了多少。截止后由 {n} 位密钥保管人中的任意 {t} 位共同开启，全部投标在同一时刻公布。',
    ceremony: '密钥保管人正在共同制作这个标段的锁。锁做好之后才开始接收投标。',
    frozenTitle: '全部投标已封存', frozen: '封存根已经公布，任何一份投标都不能再增、删、改。{n} 位密钥保管人中有 {t} 位释放之后，全部投标同时公布。',
    messages: '已收到 {n} / {m} 份建锁消息',
  },
  wait: {
    title: '正在等待', since: '已等待 {time}',
    ceremony: '等待密钥保管人完成建锁（{n}/{m}）',
    freeze: '等待封存：截止前已到达的投标正在处理，一份也不会丢弃',
    cosign: '等待密钥保管人核验封存（{n}/{m}）',
    few: '有效投标不足，等待作出流标记录',
    release: '等待密钥保管人释放密钥（{n}/{m}）',
    open: '密钥已足够，正在开启全部投标',
    late: '封存核验超时，主持人与监督人已下令继续',
  },
  freeze: {
    root: '封存根', rootHelp: '截止时刻全部投标的指纹。任何一份投标改动一个字节，这个值都会不同；回执可与它对上。', at: '封存时间', entries: '日志条目', live: '待开启投标',
    revoked: '截止后撤销', lock: '锁编号', late: '迟到',
  },
  trustee: {
    title: '密钥保管人', need: '需要 {t} 位，共 {n} 位', released: '已释放 {k}/{n}', cosigned: '已核验 {k}/{n}', stateReleased: '已释放', stateCosigned: '已核验封存', stateRefused: '提交有误', stateWaiting: '等待中',
    stateStandby: '就绪', enough: '已达到开启所需人数',
  },
  bids: {
    title: '开标一览', opened: '开启 {n} 份', unreadable: '未能开启 {n} 份', number: '序号', bidder: '投标人', price: '报价', status: '状态',
    whole: '全文', less: '收起', noWords: '未填大写', unparsed: '内容无法解析', unparsedHelp: '按原始内容保留，由评标委员会认定。', bytes: '{n} 字节', unreadableTitle: '未能开启', attended: '已签到',
    units: '{n} 项单价', more: '再显示 {n} 份', ceilingMark: '最高限价', leastMark: '最低下浮率', empty: '没有待开启的投标', markNote: '提示只作宣读，不作判定；是否有效由评标委员会认定。',
    sortReceived: '按到达顺序', sortPrice: '按报价', sort: '排序', search: '查找投标人', none: '没有匹配的投标人',
  },
  standing: { confirmed: '已确认', unconfirmed: '未确认', deemedAccepted: '视同认可', pending: '待确认' },
  presence: { title: '签到与确认', attended: '签到', confirmed: '确认记录', help: '缺席的视同认可；到场而未表态的，记录中写明“未确认”。', helpSilence: '缺席或未表态的，视同认可。' },
  mark: {
    OverCeiling: '超过最高限价', WordsDiffer: '大小写不一致', ZeroPrice: '报价为零', NegativePrice: '报价为负', Unparsed: '内容无法解析', WrongPriceKind: '报价方式不符',
    OwnerUnproved: '身份未能证实', SameCertificate: '同一证书多份投标',
    BelowLeastDiscount: '低于最低下浮率', WordsUnreadable: '大写无法识读',
  },
  cause: {
    PointInvalid: '封装的密钥无效', SecondSecretWrong: '第二密码不符', CommitmentMismatch: '密钥与承诺不符', RootMismatch: '密文与封存的指纹不符', TagMismatch: '密文校验不通过', PaddingInvalid: '填充不合格式', stored: '平台保存的密文缺失或损坏',
  },
  fault: { Bidder: '投标人原因', Platform: '平台原因', Undetermined: '原因待定' },
  failed: {
    FewSubmitted: '投标不足，不予开标', FewSubmittedHelp: '有效投标少于 {n} 份，按规定不得开标。投标文件保持密封，予以退回，不公布名称。',
    FewOpened: '开启的投标不足', FewOpenedHelp: '能够开启的投标少于 {n} 家，本标段终止。', NoLock: '未能建锁', NoLockHelp: '密钥保管人未能完成建锁，没有接收任何投标。须重新发布。', rule: '依据',
  },
  protest: {
    Objection: '异议与答复', Question: '询问与答复', none: '目前没有人提出。', open: '待答复', answered: '已答复', answer: '答复', by: '{name} 提出', number: '{n} 号投标', blocks: '有待答复的事项时，主持人不能结束开标。',
  },
  record: {
    title: '记录与核验', download: '下载开标记录（PDF）', archive: '下载公开档案', waiting: '主持人结束开标后生成开标记录。', sealing: '正在生成并签署开标记录。', hash: '记录指纹',
    verify: '任何人都可以离线核验', verifyHelp: '下载公开档案，用从平台之外取得的信任文件运行：', archiveLater: '开启或流标之后提供公开档案。', concludedAt: '结束时间',
  },
  log: { title: '事件', help: '每一行都是公开日志中的一条，编号连续。', unknown: '其他事件（{type}）' },
  event: {
    SessionPrepared: '发布开标场次', CeremonyMessageLogged: '{trustee} 提交第 {round} 轮建锁消息', CeremonyFailed: '建锁失败：{cause}', LockCertified: '锁已建成，开始接收投标', LotFrozen: '投标截止，全部投标已封存',
    FreezeCosigned: '{trustee} 核验了封存', FreezeCosignedLate: '{trustee} 核验了封存（迟到）', LateFreezeOrdered: '{role}下令接受迟到的封存核验', ReleaseBegan: '封存核验完成，开始释放密钥',
    PartialAccepted: '{trustee} 释放了密钥（{released}/{of}）', PartialRefused: '{trustee} 提交的释放数据有误', BidOpened: '开启一份投标', BidUnreadable: '一份投标未能开启',
    LotOpened: '开标：开启 {opened} 份，未能开启 {unreadable} 份', LotFailed: '本标段终止：{cause}', BidderAttended: '{bidder} 签到', ObjectionRaised: '收到一项异议或询问', ObjectionAnswered: '异议或询问已答复',
    RecordConfirmed: '{bidder} 确认记录', BidRevoked: '一份投标在截止后撤销', SessionConcluded: '主持人宣布开标结束', RecordSealed: '开标记录已签署并封存',
  },
  said: {
    tenMinutes: '距投标截止还有十分钟', oneMinute: '距投标截止还有一分钟', deadline: '投标已截止', lost: '连接中断，正在重连', back: '连接已恢复，事件已补齐', lotPrefix: '标段 {lot}：{text}',
  },
  role: {
    Public: '公众', Bidder: '投标人', Tenderer: '招标人', Agent: '代理机构', Host: '主持人', Witness: '见证人', Notary: '公证员', Supervisor: '监督人', Manager: '管理员', Trustee: '密钥保管人',
  },
  pack: { 'construction-national': '工程招标（全国）', 'procurement-goods': '政府采购货物', 'procurement-services': '政府采购服务' },
  priceKind: { Amount: '总价', Rate: '费率', Discount: '下浮率', UnitPrices: '单价' },
  unit: { yuan: '{n} 元', percent: '{n}%' },
  rule: {
    'bidding-law': '《招标投标法》第 {n} 条', 'bidding-reg': '《招标投标法实施条例》第 {n} 条', 'e-bidding': '《电子招标投标办法》第 {n} 条', 'procurement-87': '财政部令第 87 号第 {n} 条', esign: '《电子签名法》第 {n} 条', spec: '系统规范：{n}',
  },
  reason: {
    WrongPhase: '当前阶段不能这样做', NotFound: '没有找到', NotAllowed: '没有这项权限', BadSignature: '签名或证书不成立', TooLate: '已过时限', TooEarly: '时间未到', WrongLock: '不属于这个场次或标段',
    WrongRevision: '版本号不对', Malformed: '格式不对', Conflict: '与先前的内容冲突', LimitReached: '超过限额', Incomplete: '文件尚不完整', OpenObjection: '还有待答复的异议或询问', DrainUnfinished: '截止前到达的投标仍在处理',
    BadProof: '证明不成立', NotSignedIn: '尚未登录', MustChangePassword: '一次性密码，须先更改', StoreFailed: '存储暂时没有响应', Failed: '服务器出错',
  },
  next: {
    'answer-objection': '先答复异议或询问', 'ask-the-host': '请与主持人联系', 'certify-again': '重新提交锁证书', 'check-submission-kit': '核对投标凭据包', 'claim-from-platform': '责任在平台，可以索赔', 'commit-again': '重新提交确认',
    'correct-and-prepare-again': '改正后重新发布', 'correct-and-send-again': '改正后重新提交', 'finish-commits': '等待处理完毕', 'keep-the-first': '以先提交的为准', 'keep-your-copy': '请保留您的文件', 'prepare-again': '重新发布场次',
    'prepare-session': '先发布场次', 'read-policy': '核对锁的约定', 'reload-session': '刷新后再看', repeat: '原样再发一次即可', 'seal-again': '重新加密', 'seal-for-this-lot': '为这个标段加密', 'seal-next-tick': '等待下一个时点',
    'seal-with-next-revision': '用下一个版本号加密', 'sign-again': '重新签名', 'sign-in': '请先登录', 'tell-the-agent': '请告知代理机构', 'tell-the-committee': '请告知评标委员会', 'upload-missing-parts': '补传缺少的部分', wait: '稍候再试', 'try-again-later': '稍后再试', 'ask-a-manager': '请与管理员联系', 'ask-host-and-supervisor': '需由主持人和监督人共同下令', 'enable-an-old-one': '启用已有的账号', 'name-another-manager-first': '先指定另一位管理员', 'read-frozen-root': '核对封存根', 'sign-record': '由主持人签署记录',
    'wait-for-commitments': '等待其他密钥保管人', 'wait-for-cosignatures': '等待密钥保管人核验', 'wait-for-deadline': '等待投标截止', 'wait-for-freeze': '等待封存', 'wait-for-lock': '等待建锁', 'wait-for-messages': '等待建锁消息',
    'wait-for-opening': '等待开标', 'wait-for-release': '等待释放密钥开始', 'use-a-new-key': '换一个新的请求编号再发', 'send-the-declared-bytes': '按声明的内容重新上传', 'ask-for-a-new-challenge': '重新取得登录挑战', 'wait-for-partials': '等待释放密钥', 'wait-for-tick': '等待下一个时点',
  },
  helps: {
    title: '怎么看这个页面',
    time: '倒计时按服务器时间走，与您电脑的时钟无关；页面会反复校时。',
    root: '截止时公布的“封存根”是全部投标的指纹，先于任何内容公布，之后谁也不能增删改。',
    trustees: '开启需要几位密钥保管人共同释放；人数不够，谁也打不开，包括平台。',
    marks: '表中的提示只是大家都能看见的事实，供宣读；是否有效由评标委员会认定。',
    verify: '结束后任何人都可以下载档案，离线逐项核验，不必相信这个页面。',
  },
  big: { waiting: '请稍候', page: '{n} / {m}', lots: '标段 {n} / {m}' },
};
