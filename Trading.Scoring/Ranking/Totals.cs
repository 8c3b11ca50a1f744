namespace Trading.Scoring;

/// <summary>Totals: F · weight, summed once (docs/spec/scoring.md, sections 7 and 8.1).</summary>
internal sealed class Totals(Tender tender, ScoreTable table, PriceScores method)
{
    private readonly Rounding rounding = tender.Rounding;

    /// <summary>What prices are measured by.</summary>
    public Fraction Benchmark => method.Benchmark;

    public Scored Of(int bid, BidPrice prices)
    {
        var price = rounding.Apply(RoundingAt.Price, method.Score(prices));
        var sum = Fraction.Zero;
        for (var i = 0; i < tender.Criteria.Count; i++)
            if (tender.Criteria[i].Kind != CriterionKind.Price)
                sum += Points(bid, i);
        var technical = rounding.Apply(RoundingAt.TechnicalPoints, sum);
        var points = rounding.Apply(RoundingAt.PricePoints, price * tender.PriceCriterion.Weight);
        var total = points + technical;
        return new Scored(bid, prices, price, technical, total, rounding.Apply(RoundingAt.Total, total));
    }

    /// <summary>Every term of a bid, from its prices to the total.</summary>
    public IReadOnlyList<Term> Explain(Scored scored)
    {
        List<Term> terms =
        [
            .. PriceTerms.Of(tender.Bids[scored.Bid], scored.Prices, tender),
            .. method.ExplainBenchmark(),
            .. method.Explain(scored.Prices),
        ];
        AddRounded(terms, "price", RoundingAt.Price);
        var exact = Fraction.Zero;
        for (var i = 0; i < tender.Criteria.Count; i++)
            if (tender.Criteria[i].Kind != CriterionKind.Price)
            {
                AddCriterion(terms, scored.Bid, i);
                exact += Points(scored.Bid, i);
            }
        var (rule, weight) = (tender.Pack.Rules.Terms, tender.PriceCriterion.Weight);
        terms.Add(Term.Of("technical", "Σ F × w", exact, rule));
        AddRounded(terms, "technical", RoundingAt.TechnicalPoints);
        terms.Add(
            Term.Of(
                "price points",
                "F price × w price",
                scored.Price * weight,
                rule,
                ("F price", scored.Price),
                ("w price", weight)
            )
        );
        AddRounded(terms, "price points", RoundingAt.PricePoints);
        terms.Add(
            Term.Of(
                "total",
                "price points + technical",
                scored.Total,
                rule,
                ("price points", terms[^1].Value),
                ("technical", scored.Technical)
            )
        );
        AddRounded(terms, "total", RoundingAt.Total);
        return terms;
    }

    private Fraction F(int bid, int criterion) => rounding.Apply(RoundingAt.Item, ExactF(bid, criterion));

    private Fraction ExactF(int bid, int criterion) =>
        Mean(bid, criterion) / tender.Criteria[criterion].MaxHundredths!.Value * Fraction.Hundred;

    private Fraction Points(int bid, int criterion) =>
        rounding.Apply(RoundingAt.ItemPoints, F(bid, criterion) * tender.Criteria[criterion].Weight);

    private Fraction Mean(int bid, int criterion) => MemberMeans.Of(table, bid, criterion, tender.MemberMean);

    private void AddCriterion(List<Term> terms, int bid, int criterion)
    {
        var (published, rule) = (tender.Criteria[criterion], tender.Pack.Rules.Terms);
        var scores = table
            .SheetsAt(bid, criterion)
            .Select(s => TermInput.OfId(tender.Sheets[s].Member, table.Scores[s]));
        terms.Add(
            Term.Of(
                published.Id,
                tender.MemberMean == MemberMean.All ? "mean" : "mean without extremes",
                Mean(bid, criterion),
                rule,
                [.. scores]
            ) with
            {
                IsId = true,
            }
        );
        terms.Add(
            Term.Of(
                published.Id,
                "mean / maximum × 100",
                ExactF(bid, criterion),
                rule,
                ("maximum", (long)published.MaxHundredths!.Value)
            ) with
            {
                IsId = true,
            }
        );
        AddRounded(terms, published.Id, RoundingAt.Item, isId: true);
        terms.Add(
            Term.Of(published.Id, "F × w", F(bid, criterion) * published.Weight, rule, ("w", published.Weight)) with
            {
                IsId = true,
            }
        );
        AddRounded(terms, published.Id, RoundingAt.ItemPoints, isId: true);
    }

    // The exact value is that of the term before.
    private void AddRounded(List<Term> terms, string name, RoundingAt at, bool isId = false)
    {
        if (rounding.At(at) is { } rule)
            terms.Add(
                Term.Rounded(name, rule, rule.Apply(terms[^1].Value), tender.Pack.Rules.Terms) with
                {
                    IsId = isId,
                }
            );
    }
}
