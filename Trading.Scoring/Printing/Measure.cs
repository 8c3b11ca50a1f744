namespace Trading.Scoring;

/// <summary>What a figure of a result measures, and so how people write it.</summary>
internal enum Measure
{
    /// <summary>A price of 5.1: fen, or millionths of a rate or of what a discount leaves.</summary>
    Price,

    /// <summary>Money in fen.</summary>
    Fen,

    /// <summary>Hundredths of a point, as members write their scores.</summary>
    Hundredths,

    /// <summary>Points.</summary>
    Points,

    /// <summary>Per cent.</summary>
    Percent,

    /// <summary>A share of one: a weight, a discount, an end of a band.</summary>
    Share,

    /// <summary>Thousandths.</summary>
    Permille,

    /// <summary>How many.</summary>
    Count,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>A factor or a quantity.</summary>
    Factor,
}

/// <summary>
/// The measures of derivations and findings (docs/spec/scoring.md, sections 9 and 10). A test demands that none is
/// missing.
/// </summary>
internal static class Measures
{
    private static readonly Dictionary<string, Measure> Steps = new()
    {
        ["S"] = Measure.Price,
        ["T"] = Measure.Price,
        ["X"] = Measure.Price,
        ["A"] = Measure.Price,
        ["E"] = Measure.Price,
        ["mean"] = Measure.Price,
        ["M"] = Measure.Price,
        ["benchmark"] = Measure.Price,
        ["quotations"] = Measure.Count,
        ["D"] = Measure.Percent,
        ["deduction"] = Measure.Points,
        ["price"] = Measure.Points,
        ["technical"] = Measure.Points,
        ["price points"] = Measure.Points,
        ["total"] = Measure.Points,
    };

    private static readonly Dictionary<string, Measure> Given = new()
    {
        ["unit price"] = Measure.Fen,
        ["quantity"] = Measure.Factor,
        ["base"] = Measure.Fen,
        ["discount"] = Measure.Share,
        ["rate"] = Measure.Share,
        ["yearly cost"] = Measure.Fen,
        ["i"] = Measure.Share,
        ["years"] = Measure.Count,
        ["before"] = Measure.Price,
        ["read out"] = Measure.Price,
        ["price"] = Measure.Price,
        ["tax"] = Measure.Permille,
        ["S"] = Measure.Price,
        ["T"] = Measure.Price,
        ["X"] = Measure.Price,
        ["adjust"] = Measure.Permille,
        ["small"] = Measure.Permille,
        ["domestic"] = Measure.Permille,
        ["A"] = Measure.Price,
        ["E"] = Measure.Price,
        ["B"] = Measure.Price,
        ["M"] = Measure.Price,
        ["benchmark"] = Measure.Price,
        ["mean"] = Measure.Price,
        ["lowest"] = Measure.Price,
        ["ceiling"] = Measure.Price,
        ["R: mean"] = Measure.Price,
        ["R: ceiling"] = Measure.Price,
        ["low"] = Measure.Share,
        ["high"] = Measure.Share,
        ["low × R"] = Measure.Price,
        ["high × R"] = Measure.Price,
        ["bids"] = Measure.Count,
        ["n"] = Measure.Count,
        ["from"] = Measure.Count,
        ["from per cent"] = Measure.Percent,
        ["a"] = Measure.Share,
        ["b"] = Measure.Share,
        ["K"] = Measure.Factor,
        ["K (drawn)"] = Measure.Factor,
        ["K of the ceiling"] = Measure.Factor,
        ["e above"] = Measure.Points,
        ["e below"] = Measure.Points,
        ["part of D"] = Measure.Factor,
        ["deduction"] = Measure.Points,
        ["floor"] = Measure.Points,
        ["maximum"] = Measure.Hundredths,
        ["w"] = Measure.Share,
        ["w price"] = Measure.Share,
        ["F price"] = Measure.Points,
        ["price points"] = Measure.Points,
        ["technical"] = Measure.Points,
        ["digits"] = Measure.Count,
        ["digits in yuan"] = Measure.Count,
        ["digits in per cent"] = Measure.Count,
    };

    private static readonly Dictionary<FindingCode, Measure> Found = new()
    {
        [FindingCode.AbnormallyLowAverage] = Measure.Price,
        [FindingCode.AbnormallyLowNext] = Measure.Price,
        [FindingCode.AbnormallyLowCeiling] = Measure.Price,
        [FindingCode.OverCeiling] = Measure.Price,
        [FindingCode.FewBidders] = Measure.Count,
        [FindingCode.BrandUndecided] = Measure.Count,
        [FindingCode.Confirm] = Measure.Price,
        [FindingCode.Distance] = Measure.Hundredths,
        [FindingCode.IdenticalSheets] = Measure.Count,
        [FindingCode.TooFast] = Measure.Seconds,
    };

    /// <summary>Of what a step yields.</summary>
    public static Measure Of(Term term) =>
        !term.IsId ? Steps[term.Name]
        : IsScore(term) ? OfScore(term)
        : Measure.Fen;

    /// <summary>Of what went into a step.</summary>
    public static Measure Of(Term term, TermInput input) =>
        !input.IsId ? Given[input.Name]
        : term.Name == "quotations" && !term.IsId ? Measure.Price
        : term.Formula.StartsWith("Σ factor", StringComparison.Ordinal) ? Measure.Factor
        : IsScore(term) ? Measure.Hundredths
        : Measure.Fen;

    /// <summary>Of the two figures of a finding.</summary>
    public static Measure Of(FindingCode code) => Found[code];

    // A step with an id's name is of a criterion, or of a part, a line or an item of the price. Both may be rounded:
    // money in yuan.
    private static bool IsScore(Term term) =>
        term.Formula is "mean" or "mean without extremes" or "mean / maximum × 100" or "F × w"
        || (
            term.Formula.StartsWith("rounded", StringComparison.Ordinal)
            && term.IsId
            && term.Inputs is [{ Name: "digits" }]
        );

    private static Measure OfScore(Term term) =>
        term.Formula.StartsWith("mean", StringComparison.Ordinal)
        && !term.Formula.EndsWith("100", StringComparison.Ordinal)
            ? Measure.Hundredths
            : Measure.Points;
}
