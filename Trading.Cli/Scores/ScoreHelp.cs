namespace Trading.Cli;

/// <summary>The help of <c>trading score</c> in Chinese; the English one is made of the command itself.</summary>
internal static class ScoreHelp
{
    public const string Chinese = """
        说明：
          精确计算一个标段（包）的评分和名次；两套独立实现必须逐格一致。

        用法：
          trading score <TENDER.json> [选项]

        参数：
          <TENDER.json>  一个标段的评分条款、投标和评分表，格式见 docs/spec/scoring.md

        选项：
          --json         输出 JSON，供程序读取
          --explain      输出每一项的公式、代入值和依据
          --reasons      与 --json 同用：输出每份投标未成为候选人的原因，以及报价的修正
          --terms        在没有投标之前检查评分条款，只输出其中的错误
          --svg <FILE>   把得分画成图，写入文件
          --lang <LANG>  zh 或 en，默认 en
          -?, -h, --help 显示本说明

        示例：
          trading score docs/examples/goods.json --lang zh
          trading score tender.json --explain --lang zh
          trading score tender.json --json --reasons
          trading score terms.json --terms --lang zh
          trading score tender.json --svg scores.svg --lang zh

        退出码：
          0  已评分，或条款无误，且两套实现一致
          1  被拒绝：错误中写明代码、JSON 路径和依据；或两套实现不一致，错误中写明位置
          2  命令行有误，或文件不是 JSON

        """;
}
