namespace Trading.Cli;

/// <summary>The help of <c>trading draw-demo</c> in Chinese; the English one is made of the command itself.</summary>
internal static class DrawDemoHelp
{
    public const string Chinese = """
        说明：
          从专家名册中抽取评标委员会，按公众所见逐步演示，最后核验。供教学用：所有角色都在同一进程中。

        用法：
          trading draw-demo --pool <FILE.csv> --seats <N> [选项]
          trading draw-demo --pool-template

        选项：
          --pool <FILE.csv>  专家名册（CSV，UTF-8），格式见 docs/spec/draw.md
          --seats <N>        抽取人数：5 以上的单数
          --seed <HEX>       2 至 64 位十六进制数；种子与名册相同，结果即相同；不给则随机产生
          --pool-template    只输出 40 位虚构专家的名册
          --lang <LANG>      zh 或 en，默认 en
          -?, -h, --help     显示本说明

        示例：
          trading draw-demo --pool-template --lang zh > experts.csv
          trading draw-demo --pool experts.csv --seats 5 --lang zh
          trading draw-demo --pool experts.csv --seats 7 --seed c0ffee --lang zh

        退出码：
          0  已抽取，且全部核验成立
          1  被拒绝：名册有误（写明行和列）、不符合规则，或人数不足
          2  命令行有误，或文件无法读取

        """;
}
