namespace Trading.Scoring;

/// <summary>What a bid offers for the parts of the price (docs/spec/scoring.md, 4.3, B18 to B20, B22, B23).</summary>
internal sealed class BidPartChecks
{
    private readonly bool hasParts;
    private readonly string terms;
    private readonly Dictionary<string, PricePart> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> lines = new(StringComparer.Ordinal);

    /// <summary>For terms that have been checked: their ids are different.</summary>
    public BidPartChecks(Tender tender)
    {
        (hasParts, terms) = (tender.PriceParts is not null, tender.Pack.Rules.Terms);
        foreach (var part in tender.PriceParts ?? [])
        {
            parts.Add(part.Id, part);
            lines.Add(part.Id, new HashSet<string>(part.Lines?.Select(l => l.Id) ?? [], StringComparer.Ordinal));
        }
    }

    /// <summary>B18 to B20: of every bid, valid or not.</summary>
    public void Check(Bid bid, Place at, Faults faults)
    {
        faults.When(bid.Parts.Count > 0 && !hasParts, FaultCode.NotInTerms, at.At("parts"), terms);
        faults.When(
            hasParts && bid.Quotation?.Items.Count > 0,
            FaultCode.NotInTerms,
            at.At("quotation").At("items"),
            terms
        );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < bid.Parts.Count && !faults.Any; i++)
            CheckPart(bid.Parts[i], seen, at.At("parts").At(i), faults);
    }

    /// <summary>B22 and B23: of a bid that is priced.</summary>
    public void CheckComplete(Bid bid, Place at, Faults faults)
    {
        if (!hasParts)
            return;
        // Ids are known and different: where none is missing, there are as many.
        faults.When(bid.Parts.Count < parts.Count, FaultCode.MissingPart, at.At("parts"), terms, bid.Id);
        for (var i = 0; i < bid.Parts.Count && !faults.Any; i++)
            faults.When(
                bid.Parts[i].Lines?.Count < lines[bid.Parts[i].PartId].Count,
                FaultCode.MissingLine,
                at.At("parts").At(i).At("lines"),
                terms,
                bid.Id
            );
    }

    private void CheckPart(BidPart part, HashSet<string> seen, Place at, Faults faults)
    {
        if (!parts.TryGetValue(part.PartId, out var published))
        {
            faults.Report(FaultCode.UnknownId, at.At("part"), terms, part.PartId);
            return;
        }
        faults.When(!seen.Add(part.PartId), FaultCode.DuplicateId, at.At("part"), terms, part.PartId);
        (string Key, bool IsPresent)[] keys =
        [
            ("fen", part.Fen is not null),
            ("millionths", part.Millionths is not null),
            ("lines", part.Lines is not null),
        ];
        foreach (var (key, isPresent) in keys)
            faults.When(key == published.WantedKey && !isPresent, FaultCode.MissingKey, at.At(key), terms);
        foreach (var (key, isPresent) in keys)
            faults.When(key != published.WantedKey && isPresent, FaultCode.NotForPart, at.At(key), terms);
        faults.When(
            published.Kind == PricePartKind.ListDiscount && part.Millionths > 1_000_000,
            FaultCode.OutOfRange,
            at.At("millionths"),
            terms
        );
        CheckLines(part, at.At("lines"), faults);
    }

    private void CheckLines(BidPart part, Place at, Faults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (part.Lines?.Count ?? 0) && !faults.Any; i++)
        {
            var line = part.Lines![i].LineId;
            faults.When(!lines[part.PartId].Contains(line), FaultCode.UnknownId, at.At(i).At("line"), terms, line);
            faults.When(!seen.Add(line), FaultCode.DuplicateId, at.At(i).At("line"), terms, line);
        }
    }
}
