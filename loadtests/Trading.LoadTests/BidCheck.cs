using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>Compares what was read out with what was sealed.</summary>
internal sealed class BidCheck(Findings findings)
{
    public void Check(Session.Running? state, IReadOnlyList<DrillBidder> bidders)
    {
        var opened = (state?.Lots.Values ?? [])
            .OfType<Lot.Opened>()
            .SelectMany(lot => lot.Bids)
            .ToDictionary(bid => bid.Submission);
        foreach (var bidder in bidders.Where(b => b.Kit?.Acknowledgement is not null))
        {
            if (!opened.TryGetValue(bidder.Kit!.Submission, out var bid))
                findings.Wrong($"bidder {bidder.Part.Number}: acknowledged, and not opened");
            else
                Check(bidder.Part, bid);
        }
    }

    private void Check(Part part, OpenedBid bid)
    {
        var who = $"bidder {part.Number}";
        if (bid.Form is not { } form)
        {
            findings.Wrong($"{who}: {bid.Unreadable?.Cause ?? "the form does not parse"}");
            return;
        }
        findings.Require(
            form.BidderName == part.Form.BidderName && form.CreditCode == part.Form.CreditCode,
            $"{who}: the name that was read out is not the sealed one"
        );
        findings.Require(
            form.Price.Kind == part.Form.PriceKind && PriceIs(part, form.Price),
            $"{who}: the price that was read out is not the sealed one"
        );
        findings.Require(form.Items.SequenceEqual(part.Form.Items), $"{who}: the items are not the sealed ones");
        // A form may have a longer name than any certificate has.
        Mark? differs = part.Form.BidderName?.Length > CertificateMaker.MostNameCharacters ? Mark.NameDiffers : null;
        Mark[] expected = [.. new[] { part.Expected, differs }.OfType<Mark>()];
        findings.Require(
            bid.Marks.SequenceEqual(expected),
            $"{who}: marked [{string.Join(", ", bid.Marks)}] instead of [{string.Join(", ", expected)}]"
        );
    }

    private static bool PriceIs(Part part, Price price) =>
        Figures.Read(part.Form.PriceKind, part.Form.Price, out var value) == FigureFault.None && value == price.Value;
}
