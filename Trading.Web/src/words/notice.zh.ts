/** Words of a session's notice. */
export default {
  title: '开标公告',
  titleOf: '公告：{title}',
  toHall: '开标大厅',
  what: '公布的内容',
  publishedAt: '发布时间',
  address: '本页地址',
  lock: '锁编号',
  threshold: '{n} 位中任意 {t} 位共同释放：',
  trust: '信任文件指纹',
  trustHelp:
    '请与纸质招标公告上的指纹逐组对照。信任文件列明平台和受托人的公钥；指纹是该文件的 SHA-256，可用 sha256sum 核对。',
  trustWarn:
    '这里显示的是平台自己的信任文件。只有与从平台以外取得的公告一致，它才可信；不一致时不要投标，请联系招标人。',
  compare: '选择您的信任文件对照',
  compareHelp: '只在此页面内计算，不上传。',
  same: '一致：您的信任文件与平台的相同。请再确认您的文件来自平台以外。',
  other: '不一致：您的信任文件与平台的不同。不要用平台的文件投标，请向招标人核实。',
  keys: '公钥指纹',
  keysHelp: '平台与各受托人签名公钥的指纹，可分别向各方电话核对。',
};
