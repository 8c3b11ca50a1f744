using Trading.Rooms.Packs;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>Start, seats, pledges, who leads, who goes. Source: docs/spec/room.md, "Seats".</summary>
internal static class SeatSteps
{
    public static Decision<RoomEvent> Start(StartEvaluation c)
    {
        if (!RoomStartCodec.TryParse(c.Start, out var start) || start.Room != c.Room)
            return RoomNo.Malformed("The start cannot be read, or names another room.");
        if (RoomPacks.Find(start.Pack, start.PackVersion) is not { } pack)
            return RoomNo.Malformed("The start names a pack that this version does not know.");
        if (!SigningKey.Verify(Suite.Find(start.Suite)!, start.Host, Tags.RoomStart, c.Start, c.Signature))
            return RoomNo.BadSignature("The host's signature does not hold.");
        if (StartGates.Check(start, pack, c.Terms) is { } no)
            return no;
        if (c.Now >= start.EndsAt)
            return RoomNo.TooLate(RoomNo.Spec, "The room's time is over.", "correct-and-send-again");
        return Decision<RoomEvent>.Accept(
            new EvaluationStarted(c.Now, c.Room, c.Start, c.Terms, c.Signature),
            new SeatsCounted(c.Now, 0, start.Seats.Count)
        );
    }

    public static Decision<RoomEvent> Again(Room.Started state, StartEvaluation c) =>
        RoomDecider.Same(state.Facts.StartBytes, c.Start) && RoomDecider.Same(state.Facts.Terms, c.Terms)
            ? Decision<RoomEvent>.Nothing
            : RoomNo.Conflict(RoomNo.Spec, "Another evaluation has this id.");

    public static Room.Seating Started(EvaluationStarted e)
    {
        var facts =
            RoomFacts.Of(e) ?? throw new CorruptEventException(nameof(EvaluationStarted), "the start cannot be read");
        return new Room.Seating(facts, Committee.Nobody, RoomWork.Begin(facts.Start.EndsAt), e.At);
    }

    public static Decision<RoomEvent> Take(Room.Sitting state, TakeSeat c)
    {
        var start = state.Facts.Start;
        if (
            !SeatCertificate.TryParse(c.Certificate, out var seat)
            || seat.Room != start.Room
            || !start.HasSeat(seat.Seat)
            || start.Seats[seat.Seat - 1].Role != seat.Role
        )
            return RoomNo.Malformed("The certificate is for no seat of this room.");
        if (!seat.Holds(state.Facts.Suite, start.Gate, c.Signature) || c.Now > seat.Until)
            return RoomNo.BadSignature("The gate did not certify this key, or its certificate has ended.");
        var (rule, committee) = (state.Facts.Pack.Rules.Replace, state.Committee);
        if (committee.Members.TryGetValue(seat.Seat, out var held))
            return RoomDecider.Same(held.Key, seat.Key)
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rule, "Somebody sits there.");
        if (committee.Former.Any(key => RoomDecider.Same(key, seat.Key)))
            return RoomNo.NotAllowed(rule, "Whoever has this key had to go.", "ask-for-another-member");
        byte[][] taken = [.. committee.Members.Values.Select(m => m.Key), start.Host, start.Supervisor, start.Gate];
        if (taken.Any(key => RoomDecider.Same(key, seat.Key)))
            return RoomNo.Conflict(rule, "Somebody else has this key.");
        return Decision<RoomEvent>.Accept(
            new SeatTaken(c.Now, c.Certificate, c.Signature),
            new SeatsCounted(c.Now, committee.Members.Count + 1, state.Facts.Seats)
        );
    }

    public static Room Taken(Room.Sitting state, SeatTaken e)
    {
        if (!SeatCertificate.TryParse(e.Certificate, out var seat))
            throw new CorruptEventException(nameof(SeatTaken), "the certificate cannot be read");
        var member = new Member(seat.Key, seat.Until, false, state.Work.Disclosed > 0);
        return state with
        {
            Committee = state.Committee with { Members = state.Committee.Members.SetItem(seat.Seat, member) },
        };
    }

    public static Decision<RoomEvent> Pledge(Room.Sitting state, RoomAct act, Declare c)
    {
        if (state.Committee.Members[act.Signer].HasPledged)
            return Decision<RoomEvent>.Nothing;
        return state is Room.Pledging
            ? new MemberPledged(c.Now, act.Signer, c.Act)
            : RoomNo.TooEarly(state.Facts.Pack.Rules.Seats, "Not everybody sits.", "wait-for-members");
    }

    public static Room Pledged(Room.Sitting state, MemberPledged e)
    {
        var members = state.Committee.Members;
        return state with
        {
            Committee = state.Committee with
            {
                Members = members.SetItem(e.Seat, members[e.Seat] with { HasPledged = true }),
            },
        };
    }

    /// <summary>A member goes: by the own declaration, or by order.</summary>
    public static Decision<RoomEvent> Unseat(Room.Sitting state, int seat, string rule, Declare c)
    {
        if (!state.Facts.Start.HasSeat(seat))
            return RoomNo.NotFound("There is no such seat.");
        if (!state.Committee.Members.ContainsKey(seat))
            return Decision<RoomEvent>.Nothing;
        var gone = new MemberUnseated(c.Now, seat, rule, c.Act);
        var counted = new SeatsCounted(c.Now, state.Committee.Members.Count - 1, state.Facts.Seats);
        return state is Room.Seating
            ? Decision<RoomEvent>.Accept(gone, counted)
            : Decision<RoomEvent>.Accept(gone, counted, new StageBegan(c.Now, RoomStage.Seating));
    }

    public static Room.Seating Unseated(Room.Sitting state, MemberUnseated e) =>
        new(state.Facts, state.Committee.Without(e.Seat), state.Work.Without(e.Seat), e.At);

    public static Decision<RoomEvent> Ballot(Room.Sitting state, RoomAct act, Declare c)
    {
        if (state is not Room.Electing s)
            return RoomNo.WrongPhase(state);
        var rules = s.Facts.Pack.Rules;
        if (s.Ballots.TryGetValue(act.Signer, out var named))
            return named == act.Seat
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rules.Leader, "The member has voted.");
        if (!s.Facts.Start.HasSeat(act.Seat))
            return RoomNo.NotFound("There is no such seat.");
        if (!s.Facts.Pack.BuyerMayLead && s.Facts.Start.Seats[act.Seat - 1].Role == SeatRole.Buyer)
            return RoomNo.NotAllowed(rules.Leader, "The buyer's representative may not lead.", "vote-for-an-expert");
        if (!s.Tied.IsEmpty && !s.Tied.Contains(act.Seat))
            return RoomNo.NotAllowed(rules.Leader, "The second vote is among the tied.", "vote-for-a-tied-member");
        return new BallotCast(c.Now, act.Signer, act.Seat, c.Act);
    }

    /// <summary>The tenderer names the leader, before anybody has voted (committee:9).</summary>
    public static Decision<RoomEvent> Name(Room.Sitting state, RoomAct act, Declare c)
    {
        var (rule, pack) = (state.Facts.Pack.Rules.Leader, state.Facts.Pack);
        if (!pack.LeaderMayBeNamed)
            return RoomNo.NotAllowed(rule, "The members elect the leader.", "let-members-elect");
        if (!state.Facts.Start.HasSeat(act.Seat))
            return RoomNo.NotFound("There is no such seat.");
        if (state.Committee.Leader > 0)
            return state.Committee.Leader == act.Seat
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rule, "The committee has a leader.");
        if (!pack.BuyerMayLead && state.Facts.Start.Seats[act.Seat - 1].Role == SeatRole.Buyer)
            return RoomNo.NotAllowed(rule, "The buyer's representative may not lead.", "name-an-expert");
        if (!state.Committee.Members.ContainsKey(act.Seat))
            return RoomNo.TooEarly(rule, "Nobody sits there.", "wait-for-members");
        return state.MayNameLeader
            ? new LeaderNamed(c.Now, act.Seat, c.Act)
            : RoomNo.TooLate(rule, "Members have begun to vote.", "let-members-elect");
    }

    public static Room Cast(Room.Electing state, BallotCast e) =>
        state with
        {
            Ballots = state.Ballots.Add(e.Seat, e.For),
            Papers = state.Papers.Add(e.Act.Commitment(state.Facts.Suite)),
            Work = state.Work.WithPaper(RoomStage.Electing),
        };

    /// <summary>All ballots are in: a leader, or one more vote; after a second tie the earliest seat leads.</summary>
    public static IReadOnlyList<RoomEvent> Elect(Room.Electing state, long now)
    {
        var votes = state.Ballots.Values.GroupBy(seat => seat).ToList();
        var most = votes.Max(v => v.Count());
        int[] first = [.. votes.Where(v => v.Count() == most).Select(v => v.Key).Order()];
        var closed = new StageClosed(
            now,
            RoomStage.Electing,
            state.Papers.Count,
            PaperTree.Root(state.Facts.Suite, state.Papers)
        );
        return first.Length > 1 && state.Tied.IsEmpty
            ? [closed, new ElectionTied(now, first)]
            : [closed, new LeaderElected(now, first[0]), new StageBegan(now, MaskSteps.Next(state))];
    }

    /// <summary>A member says that time is short; more than the pack's share of them extend it.</summary>
    public static Decision<RoomEvent> CallShort(Room.Sitting state, RoomAct act, Declare c)
    {
        if (state.Work.Short.Contains(act.Signer))
            return Decision<RoomEvent>.Nothing;
        var (pack, called) = (state.Facts.Pack, new TimeCalledShort(c.Now, act.Signer, c.Act));
        return (state.Work.Short.Count + 1) * pack.ExtendOf > state.Facts.Seats
            ? Decision<RoomEvent>.Accept(
                called,
                new EvaluationExtended(
                    c.Now,
                    Math.Max(c.Now, state.Work.EndsAt) + pack.ExtendSeconds * RoomDecider.SecondMicros
                )
            )
            : called;
    }
}
