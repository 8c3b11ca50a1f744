namespace Trading.Cli;

/// <summary>The help of <c>trading recording export</c> in Chinese; the English one is made of the command.</summary>
internal static class RecordingHelp
{
    public const string Chinese = """
        说明：
          把房间录像中的一轨或整个房间导出为 WebM，不转码，并附保管说明（JSON）。先核验，不完好则拒绝。

        用法：
          trading recording export <DIR> (--track <N> | --room) --out <FILE.webm> --key <FILE> --by <NAME> [选项]

        参数：
          <DIR>            录像文件夹：recordings.heads 和 *.tape

        选项：
          --track <N>      导出这一轨
          --room           导出整个房间
          --out <FILE>     要写入的 WebM 文件；保管说明写在 FILE.custody.json
          --key <FILE>     房间密钥（64 位十六进制数）
          --by <NAME>      谁导出，1 至 100 字
          --damaged        核验未通过也导出完好的部分
          --lang <LANG>    zh 或 en，默认 en
          -?, -h, --help   显示本说明

        示例：
          trading recording export recordings/7c…04 --room --out room.webm --key room.key --by 李明 --lang zh
          trading recording export recordings/7c…04 --track 3 --out seat.webm --key room.key --by 李明 --lang zh

        退出码：
          0  已导出
          1  核验未通过，或密钥不对
          2  命令行有误，或文件无法读取

        """;
}
