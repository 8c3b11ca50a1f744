using System.Collections.Immutable;

namespace Trading.Cli;

/// <summary>A session's state as lines for a person.</summary>
public static class SessionText
{
    /// <summary>A session with what the platform says of its tender number.</summary>
    public static IEnumerable<string> Describe(Session state, TenderMark? mark) =>
        state switch
        {
            Session.Running running => Describe(running, mark, "running"),
            Session.Concluded concluded => Describe(
                concluded.Last,
                mark,
                $"concluded {TimeText.Print(concluded.At)}, record not sealed"
            ),
            Session.Sealed s => Describe(
                s.Last.Last,
                mark,
                $"concluded {TimeText.Print(s.Last.At)}, record {Convert.ToHexStringLower(s.Record.Hash)} sealed "
                    + $"{TimeText.Print(s.Record.At)}"
            ),
            _ => ["Nothing was published under this id."],
        };

    private static IEnumerable<string> Describe(Session.Running s, TenderMark? mark, string phase)
    {
        yield return $"{s.Terms.TenderCode} {s.Terms.Title} ({phase}{(s.Terms.Drill ? ", drill" : "")}), rules "
            + $"{s.Terms.RulePack.Id} {s.Terms.RulePack.Version}";
        yield return $"  {PublicationText.Describe(s.Terms.Publisher)}, {TimeText.Print(s.PreparedAt)}";
        foreach (var line in PublicationText.Describe(mark))
            yield return $"  {line}";
        foreach (var lot in s.Lots.Values)
        {
            yield return $"  lot {lot.Terms.Lot} {lot.Terms.Title}: {PhaseOf(lot)}; deadline "
                + $"{TimeText.Deadline(lot.Policy.CloseAt)}, custody "
                + $"{lot.Policy.Custody.ToString().ToLowerInvariant()}";
            foreach (var line in PublicationText.ScoringOf(s.Terms, lot.Terms.Lot))
                yield return $"    {line}";
            if (HeldLot.Of(lot, TimeText.Now()) is { } held)
                yield return $"    held: {held.Detail} ({held.Rule}; next: {held.NextStep})";
            foreach (var bid in BidsOf(lot))
                yield return "    " + Describe(bid);
        }
        if (PeriodOf(s, TimeText.Now()) is { } period)
            yield return $"  {period}";
        foreach (var told in s.Standstills)
            yield return $"  the platform {(told.Restarted ? "was away" : "stood still")} over a deadline from "
                + $"{TimeText.Print(told.From)} until {TimeText.Print(told.Until)} "
                + $"({TimeText.Seconds(told.Until - told.From)})";
        foreach (var objection in s.Objections)
            yield return $"  objection {objection.Id} on lot {objection.Lot}: {objection.Text} → "
                + $"{objection.Answer?.Text ?? "(open)"}";
    }

    /// <summary>
    /// The period for objections and confirmations at an instant (UTC microseconds) of this machine; whoever concludes
    /// is told by the platform's clock. Null where none was published.
    /// </summary>
    public static string? PeriodOf(Session.Running s, long now)
    {
        if (s.Terms.PeriodSeconds == 0)
            return null;
        var what = $"period for objections and confirmations: {s.Terms.PeriodSeconds} s after the last outcome";
        if (ObjectionPeriod.EndOf(s) is not { } end)
            return what;
        var missing =
            ObjectionPeriod.Missing(s) is var n && n == 0 ? "every bid is confirmed" : $"{n} bids not confirmed";
        return now < end
            ? $"{what}, until {TimeText.Print(end)} ({ObjectionPeriod.LeftSeconds(s, now)} s left), {missing}"
            : $"{what}, ended {TimeText.Print(end)}, {missing}";
    }

    public static string PhaseOf(Lot lot) =>
        lot switch
        {
            Lot.Ceremony l => $"key ceremony, {l.Messages.Count} messages",
            Lot.Intake => "receiving bids",
            Lot.Frozen l => $"frozen at {l.Freeze.TreeSize} leaves, {l.Freeze.Cosignatures.Count} of "
                + $"{l.Policy.Trustees.Count} trustees cosigned, {l.Policy.Threshold} needed",
            Lot.Releasing l => $"waiting for trustees: {l.Partials.Count} of {l.Policy.Trustees.Count} released, "
                + $"{l.Policy.Threshold} needed",
            Lot.Opened l => $"opened {TimeText.Print(l.OpenedAt)}, {l.Bids.Count} bids",
            Lot.Failed l => $"failed (流标): {l.Cause}",
            _ => lot.GetType().Name,
        };

    private static ImmutableList<OpenedBid> BidsOf(Lot lot) =>
        lot switch
        {
            Lot.Opened l => l.Bids,
            Lot.Failed l => l.Bids,
            _ => [],
        };

    private static string PriceOf(Price price)
    {
        var words = price.Words.Length > 0 ? $" ({price.Words})" : "";
        var units = string.Concat(price.Units.Select(u => $"; {u.Name} {PriceText.Print(u)}"));
        return $"{PriceText.Print(price.Kind, price.Value)}{words}{units}";
    }

    private static string Describe(OpenedBid bid)
    {
        var marks = bid.Marks.Count == 0 ? "" : $" [{string.Join(", ", bid.Marks)}]";
        var what =
            bid.Form is { } form
                ? $"{form.BidderName}{(form.CreditCode.Length > 0 ? $" {form.CreditCode}" : "")}: {PriceOf(form.Price)}"
            : bid.Unreadable is { } why ? $"not opened: {why.Cause} (fault: {why.Fault})"
            : $"{bid.Content.Length} bytes that are no form";
        var certified =
            bid.Form is { } named && BidderName.Certified(named, bid.Marks) is { } holder
                ? $" (certificate: {holder.Text})"
                : "";
        return $"{bid.Submission[..8]} "
            + $"{what}{certified}{marks}{(bid.Attended ? ", attended" : "")}{(bid.Confirmed ? ", confirmed" : "")}";
    }
}
