/** Words of the bidder's page. */
export default {
  title: '投标', toHall: '开标大厅', noLot: '本场次没有这个标段。', ceremony: '密钥保管人正在建锁，完成后即可投标，页面会自动更新。', closed: '投标已截止，正在等待开标。', seal: '密封', sealing: '正在密封并自检……', sealed: '已密封，并已自行打开检验一次。',
  sealHelp: '密封在您的浏览器中完成：先加密，再自行打开检验一次。截止之前任何人都打不开，包括平台。', needsSignIn: '登录已失效：请重新选择证书与私钥文件，递交会从中断处继续。', checkedBefore: '密封前已核对。',
  comeBack: '重新投标', replace: '替换投标', replaceHelp: '替换须使用原投标凭证：同一编号，版本加一；开标时只开启最新的一份。', replacing: '正在替换：这将是第 {revision} 版', withdraw: '撤回投标', withdrawHelp: '撤回后，除非在截止前再次递交，这份投标不会被开启。', withdrawKit: '打开这份投标的凭证后立即撤回；撤回凭证会自动下载。', cancel: '取消',
  elsewhere: '已用其他浏览器或命令行投过标？',
  step: { person: '身份：证书与私钥', trust: '核对信任文件与锁', form: '报价表与附件', kit: '保存投标凭证', send: '递交' },
  lock: { holds: '锁已核验：{n} 位密钥保管人全部签名，与信任文件一致', who: '由谁开启', any: '{n} 位中任意 {t} 位共同开启（{names}）', when: '何时开启', id: '锁编号', drill: '这是一次演练，结果没有法律效力。', notAnchored: '您的证书不是信任文件所列机构签发的，或不在有效期内：开标时会标注“未能证明投标人身份”。' },
  certificate: {
    ended: '{name} 的证书已于 {until}（北京时间）到期：现在递交的投标开标时会标注“未能证明投标人身份”。请换用新证书后再密封；已递交的投标可用投标凭证签到、异议和确认。',
    notYet: '{name} 的证书自 {from}（北京时间）起生效：在此之前递交的投标开标时会标注“未能证明投标人身份”。',
    beforeDeadline: '{name} 的证书将于 {until}（北京时间）到期，早于投标截止：请在到期前递交，到期后递交的会被标注；到期后用投标凭证签到、异议和确认。',
    sameDay: '{name} 的证书将于开标当日 {until}（北京时间）到期：请备好投标凭证，到期后用它签到、异议和确认。',
  },
  form: {
    nameDiffers: '证书载明的是“{name}”：开标时会标注“名称与证书不符”，两个名称一并公布。', code: '统一社会信用代码（可不填）', codeDiffers: '证书载明的是 {code}：开标时会标注“信用代码不符”，两者一并公布。',
    name: '投标人名称', price: { Amount: '总价（元）', Rate: '费率（%）', Discount: '下浮率（%）', UnitPrices: '总价（元）' }, words: '大写', wordsAuto: '由数字自动生成，可以修改。', wordsOwn: '已自行填写。', wordsBack: '恢复自动', differ: '大写与数字不是同一个数，开标时会如实标注“大小写不一致”。', wordsUnreadable: '大写无法识读，开标时会标注“大写无法识读”。请写成如“壹佰万元整”或“百分之九十八点五”。', over: '高于最高限价，开标时会如实标注。', below: '低于最低下浮率，开标时会如实标注。', percentAsked: '没有写百分号。您要填的是：',
    ceiling: '最高限价：{amount}', noCeiling: '未设最高限价', least: '下浮率不得低于 {amount}', noLeast: '未设最低下浮率', unitsHelp: '每项最多 {n} 位小数，不作四舍五入。', units: '单价', unitsNeeded: '请至少填写一项单价', unitName: '第 {n} 项名称', unitPrice: '第 {n} 项单价（元）', unitAdd: '增加一项单价', items: '其他唱标内容', itemsHelp: '如工期、质量目标、项目负责人；开标时与报价一同公布。', itemName: '第 {n} 项', itemValue: '第 {n} 项内容', itemAdd: '增加一项',
    documents: '附件', documentAdd: '选择附件', documentsHelp: '最多 63 份，合计不超过 1 GiB；与报价一同密封，开标时不公布内容。', documentsSum: '{n} 份，共 {size}', documentsEmpty: '以下文件为空（0 字节），未选入：{names}。请选择正确的文件，或不附此文件。',
    tooLarge: '附件合计超过 1 GiB，无法密封。', remove: '移除 {what}', removeShort: '移除',
  },
  fault: { notACode: '不是有效的统一社会信用代码：18 位，末位为校验码', required: '请填写', tooLong: '过长', notAPrice: '请填写金额，最多两位小数，如 1,234,567.89', notAShare: '请填写百分数，最多四位小数，如 98.5%', notYuan: '请以元为单位填写全额，不用万元、亿元：123.45 万元写作 1,234,500', negative: '报价不能小于零', grouping: '逗号后须为三位数字：如 1,234.00，或不用逗号', noPercent: '请写出百分号，如 98.5%', decimals: '最多两位小数，不作四舍五入', shareDecimals: '最多四位小数，不作四舍五入', unitDecimals: '本标段的单价最多 {n} 位小数', tooLarge: '数额过大' },
  kit: {
    why: '投标凭证是替换或撤回这份投标的唯一凭据：平台不知道哪份投标是谁的，凭证遗失后无法补发。请保存到安全的地方，不要交给他人。', save: '下载投标凭证', then: '确认文件已经保存，再递交。', saved: '已保存，开始递交', done: '投标凭证已保存。', again: '再次下载凭证（含收讫与回执）', open: '打开投标凭证', openHelp: '选择此前保存的 .kit 文件（最新一版）。',
    fetch: '凭证里没有收讫或回执？', fetchHelp: '只要有凭证就能补齐：向平台查询这份投标的收讫与回执，按信任文件核验后下载新的凭证。截止前后、开标前后都可以，无需登录。', fetching: '正在向平台查询……', fetched: '已核验：收讫与回执都在新下载的凭证里。',
    complete: '把回执存入凭证', completeHelp: '打开此前保存的凭证，下载含收讫与回执的新文件。',
  },
  sent: {
    superseded: '第 {own} 版已被第 {newest} 版取代：虽已收到，但不会开启。请保管第 {newest} 版的凭证。',
    title: '已递交', gone: '已撤回', withdrawnHelp: '此页面已按信任文件核验：撤回已在截止前记入日志，这份投标不会被开启。', received: '已收到，回执有效。', withdrawn: '已撤回，回执有效。', receivedHelp: '此页面已按信任文件核验：密钥保管人共同签名，证明这份密封投标已在截止前记入日志。', logged: '已登记，等待保管人见证。', loggedHelp: '平台已签收到达时刻；保管人见证后此处会显示回执，可以关闭页面，稍后再看。',
    notYet: '尚未送达。', notYetHelp: '平台还没有签收，正在查询；请保持页面打开，查明之前不要以为已经送达。', asking: '内容已全部发出，平台的答复在途中丢失；正在查明是否已经收到，在此之前不能算送达，也不能算迟到。',
    sending: '正在递交 {done} / {of}', waiting: '网络中断，正在自动重试；可以保持页面打开，或刷新后继续。', arrival: '到达时刻（北京时间）', revision: '版本', entry: '投标指纹', retry: '继续递交',
  },
  own: {
    title: '我的投标', missing: '开标结果中没有这份投标：它可能已被撤回，或由更新的版本替换。', number: '序号', price: '报价', marks: '提示', state: '状态', attended: '已签到', notAttended: '未签到', confirmed: '已确认', notConfirmed: '未确认', help: '签到、确认和异议都由您的证书或投标凭证签名，并公开记入开标日志。', orKit: '证书已到期或不在手边时，可在下方用投标凭证签名。', kitAlso: '未选择证书时，可用这份投标的凭证签名（证书到期后也可以）。',
    attend: '签到', confirm: '确认开标记录', objection: '提出异议', question: '提出询问', object: '签名并提出异议', ask: '签名并提出询问', letters: '{n} / {most} 字', answer: '答复：', open: '待答复', over: '开标已结束。', needsPerson: '请先在上方选择证书与私钥文件。', kitHelp: '这份投标未能证明投标人身份，须用投标凭证签名。', find: '打开投标凭证，以找到自己的一行。',
  },
};
