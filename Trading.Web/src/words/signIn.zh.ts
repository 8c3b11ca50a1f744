/** Words of the sign-in page. */
export default {
  title: '登录', account: '，账号 {user}', kind: { Certificate: '以证书登录', Password: '以密码登录', Token: '以演示链接登录', Trustee: '密钥保管人' }, as: '已登录：{name}', until: '有效至 {time}', out: '退出', home: '今日开标', host: '主持开标', certificate: '证书登录', certificateHelp: '投标人和持有证书的工作人员用证书登录；平台不保存任何登录记录。',
  password: '密码登录', passwordHelp: '工作人员账号。连续输错会暂时锁定。', user: '用户名', passwordField: '密码', enter: '登录', newPassword: '新密码', mustChange: '这是一次性密码：请先设定新密码（12 至 256 个字符，不得与原密码相同）。',
};
