namespace Trading.Scoring;

/// <summary>How the prices of a bid came about, step by step (docs/spec/scoring.md, 5.2 and 5.3).</summary>
internal sealed class PriceTerms
{
    private readonly List<Term> terms = [];
    private readonly Tender tender;
    private readonly PackRules rules;

    private PriceTerms(Tender tender) => (this.tender, rules) = (tender, tender.Pack.Rules);

    public static IReadOnlyList<Term> Of(Bid bid, BidPrice prices, Tender tender)
    {
        var all = new PriceTerms(tender);
        all.AddParts(prices);
        all.AddCorrected(bid, prices);
        all.AddCompared(bid, prices);
        all.AddAdjusted(bid, prices);
        return all.terms;
    }

    private void AddParts(BidPrice prices)
    {
        foreach (var part in prices.Parts)
        {
            if (part.Part.Kind == PricePartKind.UnitPrices)
                AddLines(part);
            else
                AddRounded(part.Part.Id, Formula(part), part.Exact, Inputs(part));
        }
        if (prices.Parts.Count == 0)
            return;
        var summed = prices.Parts.Where(p => p.Part.Kind != PricePartKind.Yearly);
        Add("S", "Σ parts but the yearly ones", BidPrice.Sum(prices.Parts), rules.Prices, [.. summed.Select(Input)]);
    }

    private void AddLines(PartValue part)
    {
        var lines = new List<TermInput>();
        foreach (var (line, unit) in part.UnitPrices())
        {
            AddRounded(
                line.Id,
                "unit price × quantity",
                PartValue.ExactLine(unit, line.QuantityMillionths),
                ("unit price", unit),
                ("quantity", new Fraction(line.QuantityMillionths, 1_000_000))
            );
            lines.Add(TermInput.OfId(line.Id, terms[^1].Value));
        }
        Add(part.Part.Id, "Σ lines", part.Fen, rules.Terms, [.. lines]);
        terms[^1] = terms[^1] with { IsId = true };
    }

    private void AddRounded(string id, string formula, Fraction exact, params ReadOnlySpan<TermInput> inputs)
    {
        terms.Add(Term.Of(id, formula, exact, rules.Terms, inputs) with { IsId = true });
        if (tender.Rounding.At(RoundingAt.Line) is { } rule)
            terms.Add(
                Term.Rounded(
                    id,
                    rule,
                    tender.Rounding.ApplyInYuan(RoundingAt.Line, exact),
                    rules.Terms,
                    " in yuan"
                ) with
                {
                    IsId = true,
                }
            );
    }

    private static string Formula(PartValue part) =>
        part.Part.Kind switch
        {
            PricePartKind.ListDiscount => "base × (1 − discount)",
            PricePartKind.BaseRate => "base × rate",
            PricePartKind.Yearly => "Σ yearly cost / (1 + i)^y over the years",
            _ => "amount",
        };

    private static TermInput[] Inputs(PartValue part) =>
        part.Part.Kind switch
        {
            PricePartKind.ListDiscount =>
            [
                ("base", part.Part.BaseFen!.Value),
                ("discount", new Fraction(part.Offer.Millionths!.Value, 1_000_000)),
            ],
            PricePartKind.BaseRate =>
            [
                ("base", part.Part.BaseFen!.Value),
                ("rate", new Fraction(part.Offer.Millionths!.Value, 1_000_000)),
            ],
            PricePartKind.Yearly =>
            [
                ("yearly cost", part.Offer.Fen!.Value),
                ("i", new Fraction(part.Part.InterestMillionths ?? 0, 1_000_000)),
                ("years", (long)part.Part.Years!.Value),
            ],
            _ => [],
        };

    private void AddCorrected(Bid bid, BidPrice prices)
    {
        foreach (var correction in prices.Corrections)
        {
            Add(
                correction.Item ?? "T",
                Words.Of(correction.Kind),
                correction.After,
                correction.Rule,
                ("before", correction.Before)
            );
            terms[^1] = terms[^1] with { IsId = correction.Item is not null };
        }
        var source = bid.PriceFen is null && bid.Millionths is null ? "S" : "read out";
        Add("T", "corrected price", prices.Corrected, rules.Prices, (source, prices.Quoted));
    }

    private void AddCompared(Bid bid, BidPrice prices)
    {
        var compared = prices.Corrected;
        if (prices.Parts.Count > 0)
        {
            compared = prices.Parts.Aggregate(Fraction.Zero, (sum, p) => sum + (p.Part.Factor * p.Fen));
            TermInput[] factors = [.. prices.Parts.Select(p => TermInput.OfId(p.Part.Id, p.Part.Factor))];
            Add("X", "Σ factor × part, the yearly ones too", compared, rules.Terms, factors);
        }
        if (tender.ComparesWithoutTax)
            Add(
                "X",
                "price × 1000 / (1000 + tax)",
                prices.Compared,
                rules.Terms,
                ("price", compared),
                ("tax", (long)bid.TaxPermille!.Value)
            );
    }

    private void AddAdjusted(Bid bid, BidPrice prices)
    {
        var preferences = tender.Preferences;
        var x = prices.Parts.Count > 0 || tender.ComparesWithoutTax ? "X" : "T";
        List<TermInput> inputs = [(x, prices.Compared), ("adjust", (long)bid.AdjustPermille)];
        var deducted = "adjust";
        if (preferences != Preferences.None)
        {
            inputs.Add(("small", (long)(bid.IsSmall ? preferences.SmallPermille ?? 0 : 0)));
            inputs.Add(("domestic", (long)(bid.IsDomestic ? preferences.DomesticPermille ?? 0 : 0)));
            deducted = "adjust − small − domestic";
        }
        Add("A", $"{x} × (1000 − {deducted}) / 1000", prices.Adjusted, rules.Terms, [.. inputs]);
        if (tender.Method == Method.LowestEvaluatedPrice)
            Add(
                "E",
                "A + Σ deviations",
                prices.Evaluated,
                rules.EvaluatedPrice,
                [("A", prices.Adjusted), .. bid.Deviations.Select(d => TermInput.OfId(d.Id, d.Fen))]
            );
    }

    private void Add(string name, string formula, Fraction value, string rule, params ReadOnlySpan<TermInput> inputs) =>
        terms.Add(Term.Of(name, formula, value, rule, inputs));

    private static TermInput Input(PartValue part) => TermInput.OfId(part.Part.Id, part.Fen);
}
