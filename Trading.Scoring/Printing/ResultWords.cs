using System.Globalization;

namespace Trading.Scoring;

/// <summary>
/// A result as people are told it, in one language: the command line and the page say the same sentences and figures.
/// Ids of the file stand in them as they are: whoever shows them makes them harmless.
/// </summary>
/// <param name="outcome">The result.</param>
/// <param name="isChinese">Else English.</param>
public sealed class ResultWords(Outcome outcome, bool isChinese)
{
    // In the order of the arithmetic. The names stand where people look for the letter of a formula.
    private static readonly (string Letter, string English, string Chinese)[] All =
    [
        ("S", "sum of the parts", "分项合计"),
        ("T", "price after its corrections", "报价（修正后）"),
        ("X", "price that is compared", "比较价格"),
        ("A", "price after deductions, for the score only", "评审价格（扣除后，仅用于计分）"),
        ("E", "evaluated price", "评标价"),
        ("R", "what a band is measured by", "区间的参照价"),
        ("n", "quotations in the mean", "参加平均的报价数"),
        ("M", "mean of the quotations and the lowest", "均价"),
        ("K", "published or drawn factor", "公布或抽取的系数"),
        ("a", "share of the ceiling in the benchmark", "最高限价在基准价中的权重"),
        ("b", "share of the lowest quotation in M", "最低价在均价中的权重"),
        ("B", "benchmark", "评标基准价"),
        ("D", "deviation of A from B", "A 对 B 的偏差率"),
        ("e", "points that one per cent of D costs", "每偏差一个百分点扣的分"),
        ("i", "interest of a year", "折现率（年）"),
        ("y", "year", "第几年"),
        ("F", "score of 0 to 100 before its weight", "得分（乘权重之前，0 至 100）"),
        ("w", "weight", "权重"),
    ];

    private static readonly Dictionary<string, string[]> Stages = new()
    {
        ["mean"] = [" (mean)", "（平均分）"],
        ["mean without extremes"] = [" (mean)", "（平均分）"],
        ["mean / maximum × 100"] = [" (of 100)", "（百分制）"],
        ["F × w"] = [" (weighted)", "（加权）"],
    };

    private readonly Tender tender = outcome.Tender;

    private bool IsProcurement => tender.Pack.Id.StartsWith("procurement-", StringComparison.Ordinal);

    /// <summary>The letters that the formulas of these steps use, each with its meaning.</summary>
    public IEnumerable<(string Letter, string Meaning)> Letters(IEnumerable<Term> terms)
    {
        var used = terms.SelectMany(Said).Distinct().SelectMany(Words).ToHashSet(StringComparer.Ordinal);
        return All.Where(l => used.Contains(l.Letter)).Select(l => (l.Letter, Meaning(l)));

        string Meaning((string Letter, string English, string Chinese) letter) =>
            letter.Letter == "T" && tender.Quote == QuoteKind.Discount
                ? One(["what the discount leaves: 1 − discount", "报价，即 1 − 下浮率"])
                : One([letter.English, letter.Chinese]);

        // Chinese has no blanks: a letter stands between whatever is none.
        static IEnumerable<string> Words(string formula) =>
            new string([.. formula.Select(c => char.IsAsciiLetter(c) ? c : ' ')]).Split(' ');
    }

    private IEnumerable<string> Said(Term term) =>
        [
            .. term.IsId ? Enumerable.Empty<string>() : [TermWords.Name(term, isChinese)],
            TermWords.Formula(term, isChinese),
            .. term.Inputs.Where(i => !i.IsId).Select(i => NameOf(term, i)),
        ];

    /// <summary>What a step computes; steps of one criterion are told apart by what each yields.</summary>
    public string NameOf(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var stage = term.IsId ? Stages.GetValueOrDefault(term.Formula) : null;
        return TermWords.Name(term, isChinese) + (stage is null ? "" : One(stage));
    }

    /// <summary>
    /// What a step yields behind its formula: <c>= 5</c>, <c>≈ 0.3333</c>; of a mean, how many are left.
    /// </summary>
    public string YieldOf(Term term)
    {
        var value = Text(term.Value, Measures.Of(term));
        return IsCut(term) ? One([$": {value} are left", $"，余 {value} 家"])
            : value.StartsWith('≈') ? $" {value}"
            : $" = {value}";
    }

    /// <summary>What went into a step, each with its name and unit: its own figures, then what ids stand for.</summary>
    public IReadOnlyList<string> Given(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var own = term.Inputs.Where(i => !i.IsId).Select(i => $"{NameOf(term, i)} {Shown(i)}");
        var ids = term.Inputs.Where(i => i.IsId).Select(i => $"{i.Name} {Shown(i)}").ToList();
        if (!IsCut(term))
            return [.. own, .. ids];
        return
        [
            .. own,
            .. ids.Select(i => One(["out: ", "剔除 "]) + i),
            .. ids.Count == 0 ? [One(["none is out", "无人剔除"])] : Array.Empty<string>(),
        ];

        string Shown(TermInput input) => Text(input.Number, Measures.Of(term, input));
    }

    // A step that drops quotations counts those before it; the mean counts those that are left.
    private string NameOf(Term term, TermInput input) =>
        IsCut(term) && input.Name == "n"
            ? One(["quotations before", "去掉前的报价数"])
            : TermWords.Input(input, isChinese);

    private static bool IsCut(Term term) => term is { IsId: false, Name: "quotations" };

    /// <summary>The price that a bid stands at: after corrections; of a discount, the discount.</summary>
    public string PriceOf(Row row) =>
        Text(
            tender.Quote == QuoteKind.Discount ? 1_000_000 - row.Prices.Corrected : row.Prices.Corrected,
            Measure.Price
        );

    /// <summary>A finding with its figures, without its subject.</summary>
    public string Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var measure = Measures.Of(finding.Code);
        return string.Format(
            CultureInfo.InvariantCulture,
            One(NoteWords.Findings[finding.Code]),
            Text(finding.Value, measure),
            Text(finding.Limit, measure),
            ShareOf(finding.Code) is { } share ? Text(share, Measure.Share) : ""
        );
    }

    /// <summary>Why a bid is no candidate, with what the committee said.</summary>
    public string Of(Unplaced bid)
    {
        ArgumentNullException.ThrowIfNull(bid);
        return bid.Reason switch
        {
            UnplacedReason.Rejected => One(IsProcurement ? NoteWords.Invalid : NoteWords.Reasons[bid.Reason])
                + Because(bid.Rejection),
            UnplacedReason.SameBrand => SameBrand(bid),
            _ => One(NoteWords.Reasons[bid.Reason]),
        };
    }

    private string Because(Rejection? rejection)
    {
        var said = rejection is null
            ? One(NoteWords.NoGround)
            : One(NoteWords.Grounds[rejection.Ground]) + (isChinese ? "：" : ": ") + rejection.Reason;
        return isChinese ? $"（{said}）" : $" ({said})";
    }

    private string SameBrand(Unplaced bid)
    {
        var brand = tender.Bids.First(b => b.Id == bid.BidId).Brand;
        var leaders = outcome
            .Rows.Where(r => r.Rank is not null && tender.Bids.First(b => b.Id == r.BidId).Brand == brand)
            .Select(r => r.BidId);
        return string.Format(
            CultureInfo.InvariantCulture,
            One(NoteWords.Reasons[bid.Reason]),
            brand,
            string.Join(isChinese ? "、" : ", ", leaders)
        );
    }

    private Fraction? ShareOf(FindingCode code) =>
        code switch
        {
            FindingCode.AbnormallyLowAverage => tender.Pack.AbnormallyLow?.OfAverage,
            FindingCode.AbnormallyLowNext => tender.Pack.AbnormallyLow?.OfNext,
            FindingCode.AbnormallyLowCeiling => tender.Pack.AbnormallyLow?.OfCeiling,
            _ => null,
        };

    private string Text(Fraction value, Measure measure) => FigureText.Of(value, measure, tender.Quote, isChinese);

    private string One(IReadOnlyList<string> words) => words[isChinese ? 1 : 0];
}
