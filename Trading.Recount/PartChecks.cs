namespace Trading.Recount;

/// <summary>Section 4.3, B20: what a bid offers for the parts of the price, lazily and in its order.</summary>
internal sealed class PartChecks(Tender tender)
{
    private readonly Dictionary<string, PricePart> published = (tender.PriceParts ?? []).ToDictionary(
        p => p.Id,
        StringComparer.Ordinal
    );

    public IEnumerable<Fault> Faults(Bid bid, Place at)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var j = 0; j < bid.Parts.Count; j++)
        {
            var (offer, here) = (bid.Parts[j], at.At("parts").At(j));
            if (!published.TryGetValue(offer.Part, out var part))
                yield return At("unknown-id", here.At("part"));
            if (!ids.Add(offer.Part))
                yield return At("duplicate-id", here.At("part"));
            foreach (var fault in OfKeys(part!, offer, here).Concat(OfLines(part!, offer, here)))
                yield return fault;
        }
    }

    private static IEnumerable<Fault> OfKeys(PricePart part, BidPart offer, Place at)
    {
        var wanted = part.Kind switch
        {
            PartKind.UnitPrices => "lines",
            PartKind.ListDiscount or PartKind.BaseRate => "millionths",
            _ => "fen",
        };
        (string Key, bool IsPresent)[] keys =
        [
            ("fen", offer.Fen is not null),
            ("millionths", offer.Millionths is not null),
            ("lines", offer.Lines is not null),
        ];
        if (keys.Contains((wanted, false)))
            yield return At("missing-key", at.At(wanted));
        foreach (var (key, _) in keys.Where(k => k.IsPresent && k.Key != wanted))
            yield return At("not-for-part", at.At(key));
        if (part.Kind == PartKind.ListDiscount && offer.Millionths > Tender.MillionthsOfOne)
            yield return At("out-of-range", at.At("millionths"));
    }

    private static IEnumerable<Fault> OfLines(PricePart part, BidPart offer, Place at)
    {
        if (offer.Lines is not { } prices)
            yield break;
        var known = part.Lines!.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        var priced = new HashSet<string>(StringComparer.Ordinal);
        for (var k = 0; k < prices.Count; k++)
        {
            if (!known.Contains(prices[k].Line))
                yield return At("unknown-id", at.At("lines").At(k).At("line"));
            if (!priced.Add(prices[k].Line))
                yield return At("duplicate-id", at.At("lines").At(k).At("line"));
        }
    }

    /// <summary>B22 and B23, where the price is counted: every part and every line is priced.</summary>
    public IEnumerable<Fault> Gaps(Bid bid, Place at)
    {
        if (published.Count != bid.Parts.Count)
            yield return At("missing-part", at.At("parts"));
        for (var j = 0; j < bid.Parts.Count; j++)
        {
            if (bid.Parts[j].Lines is { } prices && prices.Count != published[bid.Parts[j].Part].Lines!.Count)
                yield return At("missing-line", at.At("parts").At(j).At("lines"));
        }
    }

    private static Fault At(string code, Place place) => new(code, place.ToString());
}
