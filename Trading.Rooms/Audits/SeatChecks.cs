using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Streams.Archives;

namespace Trading.Rooms.Audits;

/// <summary>V94 and V95: who sits, pledges and goes. Source: docs/spec/report.md, "Checks".</summary>
internal static class SeatChecks
{
    public static Finding Certificates(RoomArchiveCase c)
    {
        if (c.Start is not { } start)
            return Finding.Nothing("the start cannot be read");
        if (c.Beside.Trust is { } trust && !trust.Gates.Any(key => Same(key, start.Gate)))
            return Finding.Fail("the gate is not one of the trust file");
        if (c.Kind == ArchiveKind.Bidder)
            return OfBidder(c, start);
        return c.OfFull(() =>
            c.OfEach<SeatTaken>(
                (m, e) => ProblemOf(start, c.Suite, e) ?? PlaceProblem(m.Sitting!, start, e),
                n => $"{n} keys, as the gate certified them"
            )
        );
    }

    public static Finding Pledges(RoomArchiveCase c) =>
        c.OfFull(() =>
            c.OfEach<RoomEvent>(
                (m, e) =>
                    e switch
                    {
                        MemberPledged p => ActProblem(m.Sitting!, p.Act, RoomActKind.Pledge, p.Seat),
                        MemberUnseated u => Gone(m.Sitting!, u),
                        LeaderNamed n => Named(m.Sitting!, n),
                        StageBegan { Stage: not (RoomStage.Seating or RoomStage.Pledging) }
                            when m.Sitting is { } s
                                && (s.Committee.Members.Count < s.Facts.Seats || !s.Committee.HavePledged) =>
                            "somebody has not pledged",
                        _ => null,
                    },
                _ => $"{c.All.Count(e => e is MemberPledged)} pledges"
            )
        );

    /// <summary>Why a member's act does not hold under the key of the seat at that time, or null.</summary>
    public static string? ActProblem(Room.Sitting state, RoomSigned signed, RoomActKind kind, int seat)
    {
        if (!RoomAct.TryParse(signed.Statement, out var act) || act.Room != state.Facts.Id || act.Kind != kind)
            return "it stands on another act";
        if (act.Signer != seat)
            return "it is another seat's act";
        return SignatureProblem(state, seat, signed, Tags.RoomAct);
    }

    /// <summary>Why a signature is not that of whoever sits there, or null.</summary>
    public static string? SignatureProblem(Room.Sitting state, int seat, RoomSigned signed, string tag) =>
        !state.Committee.Members.TryGetValue(seat, out var member) ? "nobody sits there"
        : signed.Holds(state.Facts.Suite, member.Key, tag) ? null
        : "the seat's signature does not hold";

    /// <summary>Why an act of host or supervisor does not hold, or null.</summary>
    public static string? OfficialProblem(RoomFacts facts, RoomSigned signed, params ReadOnlySpan<RoomActKind> kinds)
    {
        if (!RoomAct.TryParse(signed.Statement, out var act) || act.Room != facts.Id || !kinds.Contains(act.Kind))
            return "it stands on another act";
        byte[]? key = act.By switch
        {
            RoomAct.Host => facts.Start.Host,
            RoomAct.Supervisor => facts.Start.Supervisor,
            _ => null,
        };
        return key is not null && Signers.MaySign(act) && signed.Holds(facts.Suite, key, Tags.RoomAct)
            ? null
            : "the signature is not that of whom it names";
    }

    private static Finding OfBidder(RoomArchiveCase c, RoomStart start)
    {
        var taken = c.Own.OfType<SeatTaken>().ToList();
        var wrong = taken.Select(e => ProblemOf(start, c.Suite, e)).FirstOrDefault(p => p is not null);
        return taken.Count == 0
            ? Finding.Nothing("nobody asked this bidder")
            : Finding.Of(wrong, $"{taken.Count} keys of seats that asked");
    }

    private static string? ProblemOf(RoomStart start, Suite suite, SeatTaken e)
    {
        if (
            !SeatCertificate.TryParse(e.Certificate, out var seat)
            || seat.Room != start.Room
            || !start.HasSeat(seat.Seat)
            || start.Seats[seat.Seat - 1].Role != seat.Role
        )
            return "the certificate is for no seat of this room";
        if (!seat.Holds(suite, start.Gate, e.Signature))
            return $"seat {seat.Seat}: the gate's signature does not hold";
        return e.At <= seat.Until ? null : $"seat {seat.Seat}: the certificate had ended";
    }

    private static string? PlaceProblem(Room.Sitting state, RoomStart start, SeatTaken e)
    {
        if (!SeatCertificate.TryParse(e.Certificate, out var seat))
            return null;
        if (state.Committee.Members.ContainsKey(seat.Seat))
            return $"seat {seat.Seat} was taken";
        byte[][] others =
        [
            .. state.Committee.Members.Values.Select(m => m.Key),
            .. state.Committee.Former,
            start.Host,
            start.Supervisor,
            start.Gate,
        ];
        return others.Any(key => Same(key, seat.Key)) ? $"seat {seat.Seat}: somebody else had that key" : null;
    }

    private static string? Gone(Room.Sitting state, MemberUnseated e)
    {
        if (!RoomAct.TryParse(e.Act.Statement, out var act))
            return "it stands on no act";
        if (act.Kind == RoomActKind.Avoid)
            return ActProblem(state, e.Act, RoomActKind.Avoid, e.Seat);
        return act.Seat == e.Seat
            ? OfficialProblem(state.Facts, e.Act, RoomActKind.Unseat)
            : "the order names another seat";
    }

    private static string? Named(Room.Sitting state, LeaderNamed e)
    {
        if (OfficialProblem(state.Facts, e.Act, RoomActKind.Name) is { } problem)
            return problem;
        if (!RoomAct.TryParse(e.Act.Statement, out var act) || act.Seat != e.Seat)
            return "the act names another seat";
        return !state.Facts.Pack.LeaderMayBeNamed ? "in this pack the members elect the leader"
            : state.Committee.Leader > 0 ? "there was a leader"
            : null;
    }

    private static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceEqual(other);
}
