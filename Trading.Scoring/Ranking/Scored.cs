using System.Globalization;

namespace Trading.Scoring;

/// <summary>A standing bid with its scores, before it is ranked.</summary>
/// <param name="Bid">Its index.</param>
/// <param name="Prices">Its prices.</param>
/// <param name="Price">F of the price after a published rounding.</param>
/// <param name="Technical">Weighted sum of the other criteria.</param>
/// <param name="Total">Weighted sum of all.</param>
/// <param name="Standing">What ranks: the total, rounded where the tender publishes that.</param>
internal sealed record Scored(
    int Bid,
    BidPrice Prices,
    Fraction Price,
    Fraction Technical,
    Fraction Total,
    Fraction Standing
)
{
    /// <summary>Higher value first, then the lower corrected price; 0 is a tie (8.2).</summary>
    public static int Compare(Scored x, Scored y) =>
        y.Standing.CompareTo(x.Standing) is var order && order != 0
            ? order
            : x.Prices.Corrected.CompareTo(y.Prices.Corrected);
}

/// <summary>Totals: F · weight, summed once (docs/spec/scoring.md, sections 7 and 8.1).</summary>
internal sealed class Totals(Tender tender, ScoreTable table, PriceScores method)
{
    public Scored Of(int bid, BidPrice prices)
    {
        var price = Round(method.Score(prices), RoundingAt.Item, RoundingAt.Price);
        var technical = Fraction.Zero;
        for (var i = 0; i < tender.Criteria.Count; i++)
            if (tender.Criteria[i].Kind != CriterionKind.Price)
                technical += F(bid, i) * tender.Criteria[i].Weight;
        var total = (price * tender.PriceCriterion.Weight) + technical;
        return new Scored(bid, prices, price, technical, total, Round(total, RoundingAt.Total));
    }

    /// <summary>Every term of a bid, from its prices to the total.</summary>
    public IReadOnlyList<Term> Explain(Scored scored)
    {
        var terms = new List<Term>(PriceTerms(scored.Prices, tender.Bids[scored.Bid]));
        terms.AddRange(method.Benchmark);
        terms.Add(method.Explain(scored.Prices));
        if (scored.Price != terms[^1].Value)
            terms.Add(RoundTerm("price", scored.Price));
        for (var i = 0; i < tender.Criteria.Count; i++)
            if (tender.Criteria[i].Kind != CriterionKind.Price)
                terms.AddRange(CriterionTerms(scored.Bid, i));
        var rule = tender.Pack.Rules.Terms;
        terms.Add(Term.Of("technical", "Σ F × w", scored.Technical, rule));
        terms.Add(
            Term.Of(
                "total",
                "F price × w price + technical",
                scored.Total,
                rule,
                ("F price", $"{scored.Price}"),
                ("w price", $"{tender.PriceCriterion.Weight}"),
                ("technical", $"{scored.Technical}")
            )
        );
        if (scored.Standing != scored.Total)
            terms.Add(RoundTerm("total", scored.Standing));
        return terms;
    }

    private Fraction F(int bid, int criterion) =>
        Round(
            Mean(bid, criterion) / tender.Criteria[criterion].MaxHundredths!.Value * Fraction.Hundred,
            RoundingAt.Item
        );

    private Fraction Mean(int bid, int criterion) => MemberMeans.Of(table, bid, criterion, tender.MemberMean);

    private Fraction Round(Fraction value, params ReadOnlySpan<RoundingAt> places) =>
        places.Contains(tender.Rounding.At) ? value.RoundHalfUp(tender.Rounding.Digits) : value;

    private IEnumerable<Term> PriceTerms(BidPrice prices, Bid bid)
    {
        var rules = tender.Pack.Rules;
        foreach (var correction in prices.Corrections)
            yield return Term.Of(
                correction.Item ?? "price",
                Words.Of(correction.Kind),
                correction.After,
                correction.Rule,
                ("before", $"{correction.Before}")
            );
        yield return Term.Of("T", "corrected price", prices.Corrected, rules.Prices, ("read out", $"{prices.Quoted}"));
        yield return Term.Of(
            "A",
            "T × (1000 − adjust) / 1000",
            prices.Adjusted,
            rules.Terms,
            ("T", $"{prices.Corrected}"),
            ("adjust", Number(bid.AdjustPermille))
        );
        if (tender.Method == Method.LowestEvaluatedPrice)
            yield return Term.Of(
                "E",
                "A + Σ deviations",
                prices.Evaluated,
                rules.EvaluatedPrice,
                [("A", $"{prices.Adjusted}"), .. bid.Deviations.Select(d => (d.Id, Number(d.Fen)))]
            );
    }

    private IEnumerable<Term> CriterionTerms(int bid, int criterion)
    {
        var (published, rule, f) = (tender.Criteria[criterion], tender.Pack.Rules.Terms, F(bid, criterion));
        var scores = table.SheetsAt(bid, criterion).Select(s => (tender.Sheets[s].Member, Number(table.Scores[s])));
        yield return Term.Of(
            published.Id,
            tender.MemberMean == MemberMean.All ? "mean" : "mean without extremes",
            Mean(bid, criterion),
            rule,
            [.. scores]
        );
        yield return Term.Of(
            published.Id,
            "mean / maximum × 100",
            f,
            rule,
            ("maximum", Number(published.MaxHundredths!.Value))
        );
        yield return Term.Of(published.Id, "F × w", f * published.Weight, rule, ("w", $"{published.Weight}"));
    }

    private Term RoundTerm(string name, Fraction value) =>
        Term.Of(name, "rounded half-up", value, tender.Pack.Rules.Terms, ("digits", Number(tender.Rounding.Digits)));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
