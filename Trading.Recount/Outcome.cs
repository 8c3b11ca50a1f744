using System.Text;

namespace Trading.Recount;

/// <summary>Sections 8.1, 8.3 and 9: order, printed totals, candidates.</summary>
internal static class Outcome
{
    private const int LastCandidateRank = 3;
    private const int FewestBidders = 3;

    public static Recounted Of(Tender tender, List<Line> lines, int units)
    {
        var ordered = lines.Order(Comparer<Line>.Create(Compare)).ToList();
        var digits =
            tender.Rounding.At == RoundAt.Total ? tender.Rounding.Digits : TellingDigits(lines, tender.Rounding.Digits);
        var rows = ordered.ConvertAll(l => new Row(
            l.Bid.Id,
            l.Price.CanonicalText(),
            l.Technical.CanonicalText(),
            l.Total.CanonicalText(),
            l.Value.DecimalText(digits),
            l.Rank
        ));
        var mayRecommend = units >= FewestBidders || !tender.Pack.NeedsThree;
        return new Recounted(
            rows,
            mayRecommend
                ?
                [
                    .. ordered
                        .Where(l => l.Rank <= LastCandidateRank && !IsAboveCeiling(tender, l))
                        .Select(l => l.Bid.Id),
                ]
                : [],
            null,
            null
        );
    }

    /// <summary>
    /// Left to the committee (8.3): it keeps its rank, and nobody moves up. Without a ceiling nothing is above it.
    /// </summary>
    private static bool IsAboveCeiling(Tender tender, Line line) =>
        tender.Ceiling is long ceiling && line.Corrected > ceiling * Priced.Unit;

    private static int Compare(Line x, Line y)
    {
        if (x.Rank is int a && y.Rank is int b && a != b)
            return a.CompareTo(b);
        if (x.Rank is null != y.Rank is null)
            return x.Rank is null ? 1 : -1;
        var byTotal = x.Rank is null ? y.Total.CompareTo(x.Total) : 0;
        return byTotal != 0 ? byTotal : ByCodePoint(x.Bid.Id, y.Bid.Id);
    }

    // The order of UTF-8 bytes is the order of code points; that of UTF-16 is not.
    private static int ByCodePoint(string x, string y) =>
        Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));

    /// <summary>The fewest digits, from some number on, at which different totals look different.</summary>
    private static int TellingDigits(List<Line> lines, int least)
    {
        var totals = lines.ConvertAll(l => l.Total);
        totals.Sort((x, y) => x.CompareTo(y));
        var pairs = totals.Zip(totals.Skip(1)).Where(p => p.First.CompareTo(p.Second) != 0).ToList();
        var digits = least;
        // A pair that looks alike now will often do so at the next digit: it is asked first, so that a step mostly
        // costs one question.
        for (var alike = FirstAlike(pairs, digits); alike >= 0; alike = FirstAlike(pairs, digits))
        {
            (pairs[0], pairs[alike]) = (pairs[alike], pairs[0]);
            digits++;
        }

        return digits;
    }

    private static int FirstAlike(List<(Ratio First, Ratio Second)> pairs, int digits) =>
        pairs.FindIndex(p => p.First.Units(digits) == p.Second.Units(digits));
}
