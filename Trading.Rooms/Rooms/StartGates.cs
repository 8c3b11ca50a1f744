using Trading.Rooms.Counts;
using Trading.Rooms.Packs;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>
/// The gates of a start, in one list that can be read against the rules. Source: docs/spec/room.md, "Start".
/// </summary>
public static class StartGates
{
    private const string Spec = "spec:room";

    private static readonly Func<RoomStart, RoomPack, byte[], Refusal?>[] All =
    [
        (s, pack, _) =>
            s.Seats.Count < pack.LeastSeats
                ? No(pack.Rules.Seats, $"{s.Seats.Count} seats, the rule asks for {pack.LeastSeats}.")
                : null,
        (s, pack, _) => s.Seats.Count % 2 == 0 ? No(pack.Rules.Seats, $"{s.Seats.Count} seats are even.") : null,
        (s, pack, _) =>
            s.Seats.Count(seat => seat.Role == SeatRole.Expert) * pack.ExpertsOf < s.Seats.Count * pack.ExpertsAtLeast
                ? No(pack.Rules.Seats, $"Fewer than {pack.ExpertsAtLeast} of {pack.ExpertsOf} are experts.")
                : null,
        (s, _, _) => s.Seats.Distinct().Count() < s.Seats.Count ? No(Spec, "One position has two seats.") : null,
        (s, _, _) => HasTwice(s.Items.Select(i => i.Id)) ? No(Spec, "Two items have one id.") : null,
        (s, _, _) => HasTwice(s.Bids.Select(b => b.Id)) ? No(Spec, "Two bids have one id.") : null,
        (s, _, _) =>
            HasTwice(new[] { s.Host, s.Supervisor, s.Gate }.Select(Convert.ToHexString))
                ? No(Spec, "Host, supervisor and gate are three keys.")
                : null,
        (s, _, terms) =>
            s.Terms.AsSpan().SequenceEqual(Suite.Find(s.Suite)!.Hash(terms))
                ? null
                : No(Spec, "These are not the terms whose hash is signed."),
        (s, pack, terms) => Filed(s, pack, terms),
        (s, _, _) =>
            s.Bids.FirstOrDefault(b => !TenderFile.MayAdd(b.Scoring)) is { } bid
                ? No(Spec, $"What the start adds to bid {bid.Id} is no object, or has a key that is not the host's.")
                : null,
        (s, _, terms) => Counted(s, terms),
    ];

    /// <summary>
    /// The first gate that says no, or null: whoever prepares a start learns it before anybody signs. Asks neither for
    /// a signature nor for the hour.
    /// </summary>
    public static Refusal? Check(RoomStart start, byte[] terms)
    {
        ArgumentNullException.ThrowIfNull(start);
        return RoomPacks.Find(start.Pack, start.PackVersion) is { } pack
            ? Check(start, pack, terms)
            : RoomNo.Malformed("The start names a pack that this version does not know.");
    }

    internal static Refusal? Check(RoomStart start, RoomPack pack, byte[] terms) =>
        All.Select(gate => gate(start, pack, terms)).FirstOrDefault(no => no is not null);

    // The terms were published with the session: they are checked as they were there, by both.
    private static Refusal? Filed(RoomStart start, RoomPack pack, byte[] terms)
    {
        if (Scorer.CheckFiling(terms) is { } fault)
            return BadScoring(fault.Rule, $"{fault.Word} at {fault.Path}.");
        if (
            CellDifference.Of(
                Trading.Scoring.Counted.Of((Fault?)null),
                SecondCounted.Of(Recount.Recount.CheckTerms(terms))
            ) is
            { } cell
        )
            return BadScoring("spec:scoring", $"The second check differs at {cell.At}.");
        var tender = Scorer.Read(terms).Tender!;
        if (tender.Pack.Id != pack.Id && !(IsLocal(tender.Pack) && pack.Id == RoomPacks.ConstructionNational.Id))
            return BadScoring(
                "spec:scoring",
                $"The terms are those of {tender.Pack.Id}, the room's pack is {pack.Id}."
            );
        return tender.Parameters.DrawnFrom is null == (start.DrawnK.Length == 0)
            ? null
            : BadScoring("bidding-reg:50", "K is given exactly where it was drawn in the hall.");
    }

    // A local pack is stricter than the national one under which a session is published.
    private static bool IsLocal(ScoringPack pack) => pack.Id == ScoringPacks.ConstructionWuhai.Id;

    // As if all bids were rejected: what is wrong with a price is the committee's matter, everything else the host's.
    private static Refusal? Counted(RoomStart start, byte[] terms)
    {
        var allOut = start.Bids.ToDictionary(
            b => b.Id,
            _ => new BidRejection(RejectionGround.Other, Spec, "", "–", false),
            StringComparer.Ordinal
        );
        var file = TenderFile.Of(start, terms, new Judged { Rejections = allOut });
        var (tender, malformed) = Scorer.Read(file);
        var fault = malformed ?? Staged.Bids(tender!).Fault;
        return fault is null ? null : BadScoring(fault.Rule, $"{fault.Word} at {fault.Path}.");
    }

    private static bool HasTwice(IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return !ids.All(seen.Add);
    }

    private static Refusal No(string rule, string what) => new(Reason.NotAllowed, rule, what, "correct-and-send-again");

    private static Refusal BadScoring(string rule, string what) =>
        new(Reason.BadScoring, rule, what, "correct-and-send-again");
}
