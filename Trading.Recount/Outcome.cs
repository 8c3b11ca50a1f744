using System.Text;

namespace Trading.Recount;

/// <summary>Sections 8.1, 8.3 and 9: order, printed totals, candidates, reasons, corrections.</summary>
/// <param name="tender">The file.</param>
/// <param name="isOut">By bid: its bidder refused a correction.</param>
/// <param name="lines">Those that stand, ranked.</param>
/// <param name="units">How many bidders they are.</param>
internal sealed class Outcome(Tender tender, bool[] isOut, List<Line> lines, int units)
{
    private const int LastCandidateRank = 3;
    private const int FewestBidders = 3;

    private bool IsTooFew => units < FewestBidders && tender.Pack.NeedsThree;

    public Recounted Result()
    {
        var ordered = lines.Order(Comparer<Line>.Create(Compare)).ToList();
        var digits = tender.Rounding.Find(RoundAt.Total)?.Digits ?? TellingDigits(lines, tender.Rounding.LeastPrinted);
        var rows = ordered.ConvertAll(l => new Row(
            l.Bid.Id,
            l.Price.CanonicalText(),
            l.Technical.CanonicalText(),
            l.Total.CanonicalText(),
            l.Value.DecimalText(digits),
            l.Rank
        ));
        return new Recounted(
            rows,
            [.. ordered.Where(IsCandidate).Select(l => l.Bid.Id)],
            null,
            null,
            Reasons(),
            [.. ordered.SelectMany(CorrectionsOf)]
        );
    }

    private bool IsCandidate(Line line) => !IsTooFew && line.Rank <= LastCandidateRank && !IsAboveCeiling(line);

    /// <summary>
    /// Left to the committee (8.3): it keeps its rank, and nobody moves up. Without a ceiling nothing is above it.
    /// </summary>
    private bool IsAboveCeiling(Line line) => tender.Ceiling is long ceiling && line.Corrected > Ratio.Whole(ceiling);

    private IEnumerable<Corrected> CorrectionsOf(Line line) =>
        line.Corrections.Select(c => new Corrected(
            line.Bid.Id,
            c.Kind,
            c.Item,
            c.Before.CanonicalText(),
            c.After.CanonicalText(),
            tender.Pack.RuleOfPrices
        ));

    private List<Unplaced> Reasons()
    {
        var lineOf = lines.ToDictionary(l => l.Bid.Id, StringComparer.Ordinal);
        var reasons = new List<Unplaced>();
        for (var i = 0; i < tender.Bids.Count; i++)
        {
            var bid = tender.Bids[i];
            var line = lineOf.GetValueOrDefault(bid.Id);
            if (line is not null && IsCandidate(line))
                continue;
            var (reason, rule) = ReasonOf(bid, isOut[i], line);
            reasons.Add(new Unplaced(bid.Id, reason, bid.Rejection?.Ground, bid.Rejection?.Reason, rule));
        }

        return reasons;
    }

    private (string Reason, string Rule) ReasonOf(Bid bid, bool isUnconfirmed, Line? line)
    {
        var pack = tender.Pack;
        if (!bid.Valid)
            return ("rejected", pack.RuleOfRejection(bid.Rejection?.Ground));
        if (isUnconfirmed)
            return ("unconfirmed", pack.RuleOfPrices);
        if (line?.Rank is null)
            return ("same-brand", Pack.RuleOfBrands);
        if (IsAboveCeiling(line))
            return ("over-ceiling", pack.RuleOfRejection(null));
        if (IsTooFew)
            return ("few-bidders", Pack.RuleOfFewBidders);
        return lines.Exists(other => other.Rank <= LastCandidateRank && other.Value == line.Value)
            ? ("higher-price", pack.RuleOfTies)
            : ("lower-total", pack.RuleOfCandidates);
    }

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
