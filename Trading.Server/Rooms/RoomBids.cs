using System.Globalization;
using System.Text;
using Trading.Crypto;
using Trading.Rooms.Starts;

namespace Trading.Server.Rooms;

/// <summary>The opened bids of a lot as a start holds them. Source: docs/spec/room.md, "Start".</summary>
internal static class RoomBids
{
    private const long MostFigure = 100_000_000_000_000;
    private const int NameLetters = 200;
    private const int TitleLetters = 100;
    private const int TextLetters = 500;
    private const int FactsMost = 40;

    /// <summary>
    /// Bids in the order of the frozen list; submissions that no count can hold are left out: their forms cannot be
    /// read, or their prices are of another kind or below zero.
    /// </summary>
    public static (IReadOnlyList<RoomBid> Bids, IReadOnlyList<string> LeftOut) Of(
        Lot.Opened lot,
        Func<string, string?> scoringOf
    )
    {
        var (bids, leftOut) = (new List<RoomBid>(), new List<string>());
        foreach (var bid in lot.Bids)
            if (bid is { Unreadable: null, Form: { } form } && CanStand(lot, form))
                bids.Add(Of(bid, form, scoringOf(bid.Submission) ?? ScoringOf(lot, form)));
            else
                leftOut.Add(bid.Submission);
        return (bids, leftOut);
    }

    private static bool CanStand(Lot.Opened lot, OpeningForm form) =>
        form.Price.Kind == lot.Terms.PriceKind
        && form.Price.Value is >= 0 and <= MostFigure
        && Clip(form.BidderName, NameLetters).Length > 0;

    private static RoomBid Of(OpenedBid bid, OpeningForm form, string scoring) =>
        new(
            bid.Submission,
            CreditCode.IsValid(form.CreditCode) ? form.CreditCode : "",
            Clip(form.BidderName, NameLetters),
            form.Price.Value,
            [
                .. form
                    .Items.Where(item => item.Name.Length > 0)
                    .Take(FactsMost)
                    .Select(item => new RoomFact(Clip(item.Name, TitleLetters), Clip(item.Value, TextLetters))),
            ],
            bid.EnvelopeHash,
            scoring,
            KeysOf(bid, form)
        );

    // A certificate whose holder did not prove the ownership says nothing of the bidder: the submission's key does.
    private static byte[][] KeysOf(OpenedBid bid, OpeningForm form) =>
        !bid.Marks.Contains(Mark.OwnerUnproved)
        && Certificate.TryParse(form.Certificate, out var certificate)
        && !certificate.Key.AsSpan().SequenceEqual(bid.SubmissionKey)
            ? [certificate.Key, bid.SubmissionKey]
            : [bid.SubmissionKey];

    // Words beat figures (docs/spec/scoring.md, 5.2): of what is read out it is the one thing that a count needs beside
    // the figure.
    private static string ScoringOf(Lot.Opened lot, OpeningForm form) =>
        lot.Terms.PriceKind == PriceKind.Amount
        && Words.TryParse(form.Price.Words, out var fen)
        && fen != form.Price.Value
        && fen is >= 0 and <= MostFigure
            ? string.Create(CultureInfo.InvariantCulture, $"{{\"quotation\":{{\"wordsFen\":{fen}}}}}")
            : "";

    private static string Clip(string text, int letters)
    {
        var clipped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(letters))
            clipped.Append(rune.ToString());
        return clipped.ToString();
    }
}
