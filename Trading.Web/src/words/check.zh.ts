/** Words of the page that tries whether this computer can bid. */
export default {
  title: '检测本机',
  lead: '用投标时同样的方法逐项试一遍：密封一份测试文件、写入浏览器存储、校对时钟、上传 1 MiB。测试数据不保留。',
  verdict: {
    now: '正在检测，请稍候……',
    pass: '这台电脑可以投标',
    warn: '这台电脑可以投标，但有需要注意的地方',
    fail: '这台电脑现在不能投标，请按下面的提示处理',
  },
  state: { pass: '通过', warn: '注意', fail: '未通过', now: '检测中', ahead: '等待', choose: '可选' },
  do: '怎么办：',
  again: '重新检测',
  toHelp: '投标人指南',
  chooseFile: '选择一个投标文件试读',
  line: {
    secure: {
      name: '安全连接',
      what: '浏览器只在 https 或本机地址下提供密码运算。',
      pass: '连接符合要求。',
      fail: '请用 https 开头的网址重新打开；网址以招标公告为准。',
    },
    crypto: {
      name: '密码运算',
      what: 'P-256 密钥、签名与密钥封装。',
      pass: '签名、验签和封装都正确。',
      fail: '请更新浏览器（Chrome、Edge、Firefox 或 Safari 的近两年版本），或换一个浏览器。',
    },
    seal: {
      name: '密封与存储',
      what: '在后台密封 4 MiB 测试文件，写入浏览器存储，再开启核对一次。',
      pass: '密封并核对无误，每秒 {speed}。',
      fail: '请退出无痕（隐私）窗口，允许此网站存储数据，更新浏览器后再试。',
    },
    room: {
      name: '可用空间',
      what: '密封文件先存入浏览器，再上传；一份投标最多 1 GiB。',
      pass: '浏览器可用 {room}。',
      warn: '浏览器可用 {room}：较大的投标可能放不下。请清理磁盘，或退出无痕窗口。',
      fail: '浏览器只剩 {room}：请清理磁盘，或退出无痕窗口后再试。',
    },
    clock: {
      name: '本机时钟',
      what: '截止以服务器时间为准，页面倒计时已按服务器时间校正。',
      pass: '与服务器相差 {seconds} 秒，校时误差不超过 {error} 毫秒。',
      warn: '与服务器相差 {seconds} 秒：请打开系统的自动校时，不要按本机时钟掐算截止时间。',
      fail: '无法取得服务器时间：请检查网络后重新检测。',
    },
    speed: {
      name: '上传速度',
      what: '上传 1 MiB 测试数据。',
      pass: '每秒 {speed}；100 MiB 的投标约需 {minutes} 分钟。',
      warn: '每秒只有 {speed}；100 MiB 的投标约需 {minutes} 分钟。请提前递交，或换一个网络。',
      fail: '上传没有成功：请检查网络、代理和防火墙后重新检测。',
    },
    file: {
      name: '读取文件',
      what: '完整读一遍您要递交的文件，不上传。放在网盘或移动盘上的文件有时读不出来。',
      pass: '“{name}”（{size}）可以完整读取。',
      fail: '“{name}”（{size}）是空文件或读不完整：请复制到本机硬盘后再选。',
    },
  },
};
