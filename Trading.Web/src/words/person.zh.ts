/** Words that the bidder's, the host's and the sign-in page share. */
export default {
  choose: '选择证书与私钥文件', help: '同时选择两个文件：私钥（.key）和证书（.der），可用 trading keygen 生成。私钥只在此页面内使用，不会上传，也无法再从页面读出。',
  signingIn: '正在登录……', until: '证书有效期至 {time}', change: '更改', rule: '依据：', nextStep: '下一步：',
  comma: '、',
  step: { done: '已完成', now: '进行中', ahead: '未开始' },
  trustChoose: '选择信任文件', trustHelp: '信任文件列明平台、密钥保管人和证书机构的公钥，应从招标公告等平台以外的途径取得。', trustDemo: '使用平台提供的信任文件（仅演示）',
  trustSelf: '平台自己提供的信任文件只能证明平台前后一致，不能证明锁不是平台自己做的。正式投标请使用从平台以外取得的信任文件。', trustHolds: '信任文件有效：{n} 位密钥保管人（{names}）',
  trouble: {
    fileEmpty: '“{name}”是空文件（0 字节）', fileMarked: '“{name}”开头带有字节顺序标记（BOM），由某些编辑器添加', fileNotUtf8: '“{name}”不是 UTF-8 编码，可能是 GBK',
    noLock: '还没有核对锁',
    unknown: '出现意外错误', badAnswer: '平台的答复不合格式', keyTooLarge: '文件过大，不是私钥或证书', key_noKey: '缺少私钥文件', key_noCertificate: '缺少证书文件', key_pem: '文件是 PEM 格式，此处需要 DER（二进制）格式',
    key_keyUnreadable: '私钥文件无法读取：需要 P-256 私钥（PKCS#8 DER）', key_certificateUnreadable: '证书文件无法读取：需要 P-256 证书（X.509 DER）', key_notAPair: '私钥与证书不是一对',
    trustTooLarge: '文件过大，不是信任文件', trustEmpty: '信任文件没有列出任何密钥保管人', fields: '表单还有未填或填错的地方', noRoom: '浏览器存储空间不足：需要 {need}，可用 {have}',
    sealedGone: '此浏览器已没有这份密封文件', ack_unreadable: '平台的收讫无法读取', ack_unsigned: '收讫不是信任文件所列平台签发的', ack_another: '收讫不是这份投标的', receipt: '回执不成立：{verdict}',
    notAKit: '这不是投标凭证文件', kitOfAnother: '这份凭证属于另一份投标或另一个标段', kitUnreadable: '凭证中的私钥无法读取', roleCertificate: '“{name}”的证书无法读取：需要 P-256 证书（DER）', noUser: '请填写用户名和密码',
  },
  trust: { line: '信任文件第 {line} 行不是平台、保管人或证书机构', end: '信任文件最后一行没有换行', order: '信任文件的行没有按字节排序', name: '信任文件第 {line} 行的名称无效或重复', key: '信任文件第 {line} 行的公钥或证书无效', size: '信任文件过大' },
  lock: { policy: '锁的策略无效：{detail}', notCovered: '锁的策略所列的平台或密钥保管人不在信任文件中', unreadable: '锁证书无法读取', fault: '锁证书不成立：{detail} {trustee}', another: '平台给出的是另一个场次或标段的锁' },
  seal: {
    name: '投标人名称须为 1 至 500 字', words: '大写金额过长', units: '单价表与报价方式不符', unitName: '单价名称须为 1 至 500 字', items: '其他内容超出限制', certificate: '证书过大', tooLong: '报价表过长（{detail} 字节）：长内容请放入附件',
    kit: '凭证中的私钥无法读取', documentChanged: '密封过程中附件被改动、移动或无法读取', noRoom: '浏览器存储空间不足', readBack: '密封后的文件自检未通过，没有发送任何内容（{detail}）', worker: '密封程序无法启动（{detail}）', tooLarge: '附件超出限制：最多 63 份，合计不超过 1 GiB',
  },
  record: {
    room: '草稿中没有空的签名位置，没有签署', form: '待签内容不是开标记录应有的四项签名属性，没有签署', contentType: '待签内容的类型不对，没有签署', messageDigest: '待签内容的摘要不是这份草稿的，没有签署',
    signingTime: '待签内容的时间不是结束开标的时间，没有签署', certificate: '待签内容写的不是您的证书，没有签署',
  },
  next: {
    'choose-another-file': '请选择正确的文件', 'save-as-utf8': '另存为不带 BOM 的 UTF-8 后重新选择', 'read-description': '调用方式见 /openapi/v1.json',
    'do-not-sign': '不要签署；保留草稿并告知监督人',
    'change-password': '先更改密码', 'prepare-session-again': '重新发布场次', 'sign-record': '由主持人签署记录',
    'check-network': '检查网络后重试', 'get-trust-file': '从招标公告重新取得信任文件，原样保存，不要编辑', 'do-not-seal': '不要密封；将信任文件与招标公告核对，并告知招标人', 'correct-and-send-again': '更正后再提交', 'reload-session': '刷新页面', 'read-policy': '查看本场次的规则',
    'choose-documents-again': '重新选择附件后再密封', 'free-room': '清理磁盘或浏览器数据，或减少附件', 'seal-again': '重新密封', 'check-submission-kit': '检查是否选对了投标凭证', 'choose-key-files': '选择 .key 和 .der 两个文件', 'choose-the-other': '再选择另一个文件',
    'keep-and-tell': '保留凭证并告知招标人和监督人：平台签发了不成立的内容', 'choose-the-kit': '选择这份投标的凭证（.kit）', 'tell-the-agent': '联系代理机构', 'sign-in': '登录后再试', 'ask-for-a-new-challenge': '重新登录', 'wait-for-lock': '等待建锁完成', 'keep-your-copy': '自行保留文件；截止后不再接收',
    'keep-the-first': '以先前接收的为准', 'ask-the-host': '请询问主持人', 'wait-for-opening': '等待开标', 'upload-missing-parts': '补传缺少的部分', 'seal-for-this-lot': '为本标段重新密封', 'seal-with-next-revision': '用最新的凭证替换', 'answer-objection': '先答复异议或询问', 'sign-again': '重新签名',
    'correct-and-prepare-again': '更正后重新发布', 'prepare-again': '重新发布', 'wait-for-deadline': '等待截止', 'wait-for-freeze': '等待封存', 'wait-for-release': '等待释放密钥', 'finish-commits': '等待截止前到达的投标处理完', 'commit-again': '重新提交', 'send-the-declared-bytes': '重新上传',
    'wait-for-cosignatures': '等待保管人核验', conclude: '先结束开标', 'order-late-freeze': '由主持人和监督人下令继续',
  },
};
