using System.CommandLine;
using System.Globalization;
using Trading.Scoring;
using Fault = Trading.Scoring.Fault;

namespace Trading.Cli;

/// <summary>
/// The words of <c>trading score</c> in English and Chinese. Codes, paths and rule ids are the same in both.
/// </summary>
public sealed record ScoreWords(
    string Rank,
    string Bid,
    string Price,
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
    string Amounts,
    string Rates,
    string Agree,
    string Lot,
    int Column
)
{
    private const string Specification = "docs/spec/scoring.md";

    public static ScoreWords English { get; } =
        new(
            "rank",
            "bid",
            "price F",
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
            "amounts in fen, scores in points of 100; a/b is exact, ≈ is rounded to four digits",
            "rates and discounts in millionths, scores in points of 100; a/b is exact, ≈ is rounded to four digits",
            "both implementations agree in every cell",
            "lot",
            0
        );

    public static ScoreWords Chinese { get; } =
        new(
            "名次",
            "投标人",
            "价格分",
            "技术分",
            "总分",
            "显示",
            "中标候选人",
            "无",
            "没有有效投标。",
            "未评分",
            "说明",
            "总分、报价均相同，名次并列",
            "提示",
            "计算过程",
            "金额单位：人民币分；得分：百分制；a/b 为精确值，≈ 后为四位小数的近似值",
            "费率、下浮率单位：百万分之一；得分：百分制；a/b 为精确值，≈ 后为四位小数的近似值",
            "两套独立实现逐格一致",
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

    public string Of(FindingCode code) => NoteWords.Findings[code][Column];

    public string Of(UnplacedReason reason) => NoteWords.Reasons[reason][Column];

    public string Of(RejectionGround ground) => NoteWords.Grounds[ground][Column];

    public string NameOf(Term term) => Shown(TermWords.Name(term, IsChinese), term.IsId);

    public string FormulaOf(Term term) => TermWords.Formula(term, IsChinese);

    public string NameOf(TermInput input) => Shown(TermWords.Input(input, IsChinese), input.IsId);

    internal bool IsChinese => Column == 1;

    private static string Shown(string name, bool isId) => isId ? ScreenText.Clean(name) : name;
}
