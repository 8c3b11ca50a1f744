namespace Trading.Rooms.Papers;

/// <summary>What each kind of act holds. Source: docs/spec/room.md, "Acts".</summary>
internal static class ActForms
{
    private const int MostChoice = 10;
    private const int LastOfBids = 5;
    private const int ItemLetters = 64;
    private const int MostSeat = Starts.RoomStartCodec.SeatsMost;
    private const long MostScore = 1_000_000_000;

    public static bool Fits(RoomAct act) =>
        act.Kind switch
        {
            RoomActKind.Pledge or RoomActKind.CallShort or RoomActKind.Close => IsBare(act) && act.Text.Length == 0,
            RoomActKind.Avoid or RoomActKind.Stop or RoomActKind.Resume or RoomActKind.Abandon => IsBare(act)
                && HasText(act),
            RoomActKind.Ballot or RoomActKind.Name => Has(act, seat: true) && act.Text.Length == 0,
            RoomActKind.Unseat => Has(act, seat: true) && HasText(act),
            // A bidder is qualified without an item, and is not with the item that says so.
            RoomActKind.Qualify => Names.IsSubmission(act.Subject)
                && Has(act, subject: true, item: act.Item.Length > 0)
                && act.Item.Length > 0 == HasText(act),
            RoomActKind.Ask => Names.IsSubmission(act.Subject)
                && Has(act, subject: true, choice: true, after: true)
                && HasText(act),
            RoomActKind.Answer => Names.IsHash(act.Subject) && Has(act, subject: true, choice: true) && HasText(act),
            RoomActKind.Vote => Names.IsHash(act.Subject) && Has(act, subject: true, choice: true) && IsSilent(act),
            RoomActKind.Raise => IsMotion(act) && HasText(act),
            RoomActKind.Draft or RoomActKind.Agree => Names.IsHash(act.Subject)
                && Has(act, subject: true)
                && IsSilent(act),
            RoomActKind.Dissent => Names.IsHash(act.Subject) && Has(act, subject: true) && HasText(act),
            RoomActKind.Again => IsBare(act with { Choice = 0 }) && act.Choice is > 0 and < MostChoice && HasText(act),
            _ => false,
        };

    // The first five are of bids, the others correct a score.
    private static bool IsMotion(RoomAct act) =>
        act.Choice switch
        {
            0 or >= MostChoice => false,
            <= LastOfBids => (act.Subject.Length == 0 || Names.IsSubmission(act.Subject))
                && Letters.Fits(act.Item, 0, ItemLetters)
                && act is { Seat: 0, Before: 0, After: 0 },
            _ => Names.IsSubmission(act.Subject)
                && Letters.Fits(act.Item, 0, ItemLetters)
                && act.Seat is > 0 and <= MostSeat
                && Fits(act.Before)
                && Fits(act.After),
        };

    private static bool Has(
        RoomAct act,
        bool subject = false,
        bool item = false,
        bool choice = false,
        bool seat = false,
        bool after = false
    ) =>
        act.Subject.Length > 0 == subject
        && act.Item.Length > 0 == item
        && Letters.Fits(act.Item, 0, ItemLetters)
        && (choice ? act.Choice is > 0 and < MostChoice : act.Choice == 0)
        && (seat ? act.Seat is > 0 and <= MostSeat : act.Seat == 0)
        && act.Before == 0
        && (after ? act.After is > 0 and <= int.MaxValue : act.After == 0);

    private static bool IsBare(RoomAct act) => Has(act);

    private static bool IsSilent(RoomAct act) => act.Text.Length == 0;

    // A text that nobody can see is none.
    private static bool HasText(RoomAct act) =>
        Letters.Fits(act.Text, 1, Act.MostTextLetters) && act.Text.EnumerateRunes().Any(Unseen.Sees);

    private static bool Fits(long score) => score is >= -MostScore and <= MostScore;
}
