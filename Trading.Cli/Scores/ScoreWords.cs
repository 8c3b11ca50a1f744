using System.CommandLine;
using System.Globalization;
using Trading.Scoring;
using Fault = Trading.Scoring.Fault;

namespace Trading.Cli;

/// <summary>
/// The words of <c>trading score</c> in English and Chinese. Codes and paths are the same in both.
/// </summary>
public sealed record ScoreWords(
    string Rank,
    string Bid,
    string Offered,
    string Price,
    string PricePoints,
    string Technical,
    string Total,
    string Rounded,
    string Candidates,
    string NoCandidates,
    string NoBids,
    string Excluded,
    string Note,
    string Tied,
    string Findings,
    string Derivation,
    string Units,
    string Letters,
    string Agree,
    string Chart,
    string Lot,
    int Column
)
{
    private const string Specification = "docs/spec/scoring.md";

    public static ScoreWords English { get; } =
        new(
            "rank",
            "bid",
            "price",
            "price F",
            "price points",
            "technical",
            "total",
            "rounded",
            "candidates",
            "none",
            "No bid stands.",
            "not scored",
            "note",
            "total and price are equal: the rank is shared",
            "findings",
            "why",
            "Every step is exact, rounded only where that is said; ≈ stands before what is printed with a few digits",
            "letters",
            "both implementations agree in every cell",
            "Scores of the bids",
            "lot",
            0
        );

    public static ScoreWords Chinese { get; } =
        new(
            "名次",
            "投标人",
            "报价",
            "价格得分",
            "价格分（加权）",
            "技术商务分（加权）",
            "总分",
            "公布得分",
            "中标候选人",
            "无",
            "没有有效投标。",
            "未评分",
            "说明",
            "总分、报价均相同，名次并列",
            "提示",
            "计算过程",
            "每一步都按未经取舍的数计算；取舍只在写明之处进行；≈ 之后只列出几位小数",
            "符号",
            "经两套独立程序分别计算，每一格都相同",
            "各投标得分",
            "标段",
            1
        );

    /// <summary>What is said of a file that cannot be read or written.</summary>
    internal FileWords Files => IsChinese ? FileWords.Chinese : FileWords.English;

    /// <summary>What the file should be, with its article.</summary>
    internal string TenderFile => IsChinese ? "评分文件（not-json，位置 $）" : "a tender file (not-json at $)";

    internal string Picture => IsChinese ? "图" : "a picture";

    /// <summary>Next step of a file that is refused: where the format is.</summary>
    internal string ReadNext => IsChinese ? $"格式说明见 {Specification}" : Specification;

    /// <summary>Of two counts that differ; {0} is the cell.</summary>
    internal string Differ => IsChinese ? "两套实现不一致：{0}" : "the two implementations differ at {0}";

    internal string DifferNext =>
        IsChinese
            ? "两个结果都不要采用；请报告该文件和两套实现的版本"
            : "do not use either result; report the file and both versions";

    internal string TermsAlone =>
        IsChinese ? "--terms 不输出结果，只能与 --lang 同用。" : "--terms prints nothing: it goes with --lang alone.";

    internal string ReasonsWantJson =>
        IsChinese
            ? "--reasons 须与 --json 同用；不用 --json 时，表中已列出原因。"
            : "--reasons wants --json; without it the table shows the reasons.";

    internal string ReasonsOrExplain =>
        IsChinese
            ? "--reasons 与 --explain 输出的内容不同，请只选一个。"
            : "--reasons and --explain print different objects: choose one.";

    /// <summary>The option that chooses the language of what the description says.</summary>
    public static Option<string> Option(string description = "zh or en")
    {
        var language = new Option<string>("--lang")
        {
            Description = description,
            HelpName = "LANG",
            DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong("zh", "en");
        return language;
    }

    public static ScoreWords Of(string language) => language == "zh" ? Chinese : English;

    public string Of(FaultCode code) => FaultWords.All[code][Column];

    /// <summary>A fault on one line: code, place, sentence, and what helps to find it.</summary>
    public string Describe(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var detail = fault.Detail.Length > 0 ? $" ({ScreenText.Clean(fault.Detail)})" : "";
        var place = ScreenText.Clean(fault.Path);
        var where = IsChinese ? $"{fault.Word}（{place}）" : $"{fault.Word} at {place}";
        return $"{where}: {Of(fault.Code)}{detail}";
    }

    /// <summary>What two counts differ in, as one sentence.</summary>
    internal string Describe(CellDifference cell) =>
        string.Format(CultureInfo.InvariantCulture, Differ, ScreenText.Clean(cell.Print(IsChinese)));

    internal bool IsChinese => Column == 1;

    internal string Comma => IsChinese ? "，" : ", ";

    internal string And => IsChinese ? "、" : ", ";

    internal string Stop => IsChinese ? "；" : "; ";

    /// <summary>What is said of something.</summary>
    internal string Tell(string of, string what) => IsChinese ? $"{of}：{what}" : $"{of}: {what}";

    internal string Bracket(string text) => IsChinese ? $"（{text}）" : $" ({text})";

    /// <summary>The rule that stands behind what was said.</summary>
    internal string By(string rule) => $" [{RuleNames.Of(rule, IsChinese)}]";
}
