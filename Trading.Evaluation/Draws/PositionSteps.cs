using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>
/// What becomes of those who sit: notices, the door, conflicts, names. Source: docs/spec/draw.md, "Notice" and
/// "Arrival".
/// </summary>
internal static class PositionSteps
{
    /// <summary>For so long a record that the gate asked for keeps the door; then it is the next one's.</summary>
    public const long DoorMicros = 60_000_000;

    public static Decision<DrawEvent> Tell(Draw.Drawn state, TellPosition c)
    {
        if (Read(state, c) is not { } said)
            return DrawNo.BadSignature("The statement is of another draw, or its signature does not hold.");
        if (said.Outcome == PositionOutcome.Unreached)
            return Decision<DrawEvent>.Nothing; // it is tried on: one of the others follows
        var told = state.Told.TryGetValue(said.Position, out var before) ? before : (PositionOutcome?)null;
        if (IsSaid(state, said, told, c))
            return Decision<DrawEvent>.Nothing;
        if (Refuse(state, said, told, c) is { } no)
            return no;
        if (!PositionStatement.Drops(said.Outcome))
            return Counted(state, new PositionTold(c.Now, said.Position, said.Outcome, c.Signature, []));
        var (steps, shortage) = Substitutes(state, [said.Position], c.Candidates);
        var happened = new PositionTold(c.Now, said.Position, said.Outcome, c.Signature, steps);
        return Counted(state, happened, shortage);
    }

    /// <summary>After the last arrival members still leave and come back.</summary>
    public static Decision<DrawEvent> Later(Draw.Drawn state, TellPosition c)
    {
        if (Read(state, c) is not { } said)
            return DrawNo.BadSignature("The statement is of another draw, or its signature does not hold.");
        var told = state.Told.TryGetValue(said.Position, out var before) ? before : (PositionOutcome?)null;
        if (IsSaid(state, said, told, c))
            return Decision<DrawEvent>.Nothing;
        return said.Outcome is PositionOutcome.Left or PositionOutcome.Back && Refuse(state, said, told, c) is null
            ? new PositionTold(c.Now, said.Position, said.Outcome, c.Signature, [])
            : DrawNo.TooLate("Everybody has arrived: the committee stands.");
    }

    public static Decision<DrawEvent> Name(Draw.Drawn state, NameBidders c)
    {
        if (state.Units is not null)
            return Decision<DrawEvent>.Nothing;
        if (state.Facts.Request.Session.Length == 0 || !c.Units.All(CreditCode.IsValid))
            return DrawNo.Malformed("The draw is for no opening, or a code is none.");
        var named = new BiddersNamed(c.Now, [.. c.Units.Distinct().Order(StringComparer.Ordinal)]);
        // Where nobody offers there is nothing to ask: a committee that waited for the names stands.
        return ((Draw.Drawn)DrawDecider.Evolve(state, named)).IsComplete
            ? Decision<DrawEvent>.Accept(named, new DrawDisclosed(c.Now))
            : named;
    }

    public static Decision<DrawEvent> Conflicts(Draw.Drawn state, TellConflicts c)
    {
        var rows = state.Commitment.Head.Rows;
        if (
            !ConflictStatement.TryParse(c.Statement, out var said)
            || !said.Holds(state.Facts.Policy, state.Commitment.Root, rows, c.Signature)
        )
            return DrawNo.BadSignature("The statement is of another draw, or the custodian's signature does not hold.");
        if (state.HasConflicts)
            return Decision<DrawEvent>.Nothing;
        var asked = ConflictStatement.HashOf(state.Facts.Suite, state.Units ?? []);
        if (state.Units is null || !DrawDecider.Same(said.UnitsHash, asked))
            return DrawNo.Malformed("The custodian was asked about other units.");
        var hits = said.Hits().Except(state.Dropped).ToList();
        var (steps, shortage) = Substitutes(state, hits, c.Candidates);
        // The statement is taken as a whole: whoever stands in the room yields as those who are on their way.
        int[] here = [.. hits.Where(state.IsHere)];
        var found = new ConflictsFound(c.Now, c.Statement, c.Signature, steps, here.Length == 0 ? null : here);
        var counted = Counted(state, found, shortage);
        return shortage is null && ((Draw.Drawn)DrawDecider.Evolve(state, found)).IsComplete
            ? Decision<DrawEvent>.Accept([.. counted.Events, new DrawDisclosed(c.Now)])
            : counted;
    }

    public static Decision<DrawEvent> Unseal(Draw.Drawn state, UnsealSeat c)
    {
        var named = Name(state, c);
        return
            named.Events is [SeatUnsealed happened]
            && (state with { Unsealed = state.Unsealed.Add(happened.Position) }).IsComplete
            ? Decision<DrawEvent>.Accept(happened, new DrawDisclosed(c.Now))
            : named;
    }

    /// <summary>The name of whoever arrived, though the seat is another's by now, or the draw is over.</summary>
    public static Decision<DrawEvent> Name(Draw.Drawn state, UnsealSeat c)
    {
        var (leaf, record) = (c.Leaf, c.Record);
        if (state.Unsealed.Contains(leaf.Position))
            return Decision<DrawEvent>.Nothing;
        if (!state.Arrivals.ContainsKey(leaf.Position))
            return DrawNo.WrongPhase(state);
        var row = RowHash.Of(state.Facts.Suite, record.Salt, record.Rest, record.Number, record.Name, record.Id);
        if (!DrawDecider.Same(row, leaf.RowHash))
            return DrawNo.BadProof("The record is not the row that was committed to.");
        return new SeatUnsealed(c.Now, leaf.Position, record.Number, record.Name, record.Id, record.Salt, record.Rest);
    }

    public static Draw.Drawn Told(Draw.Drawn state, PositionTold e)
    {
        var statement = StatementOf(state, e.Position, e.Outcome);
        var kind = PositionStatement.IsGateways(e.Outcome) ? DropKind.Notice : DropKind.Gate;
        return state with
        {
            // A record that was asked for is no outcome: whoever confirmed has still confirmed.
            Told = PositionStatement.IsOfDoor(e.Outcome) ? state.Told : state.Told.SetItem(e.Position, e.Outcome),
            Arrivals =
                e.Outcome == PositionOutcome.Arrived ? state.Arrivals.SetItem(e.Position, e.Signature) : state.Arrivals,
            Door = e.Outcome switch
            {
                PositionOutcome.Presented => new AtDoor(e.Position, e.At, e.Signature),
                // Whoever is in needs it no more, even while the desk is asked about the name.
                PositionOutcome.Arrived or PositionOutcome.Unopened => null,
                _ => state.Door,
            },
            Drops = PositionStatement.Drops(e.Outcome)
                ? state.Drops.Add(new Drop([e.Position], new SignedDrop(kind, statement.ToBytes(), e.Signature)))
                : state.Drops,
            Steps = state.Steps.AddRange(e.Steps),
        };
    }

    public static Draw.Drawn Found(Draw.Drawn state, ConflictsFound e)
    {
        if (!ConflictStatement.TryParse(e.Statement, out var said))
            throw new CorruptEventException(nameof(ConflictsFound), "the statement cannot be read");
        var hits = said.Hits().Except(state.Dropped).ToList();
        return state with
        {
            HasConflicts = true,
            Door = state.Door is { } door && hits.Contains(door.Position) ? null : state.Door,
            Drops =
                hits.Count == 0
                    ? state.Drops
                    : state.Drops.Add(new Drop(hits, new SignedDrop(DropKind.Conflicts, e.Statement, e.Signature))),
            Steps = state.Steps.AddRange(e.Steps),
        };
    }

    /// <summary>The draw ends: a seat cannot be filled.</summary>
    public static DrawFailed Open(long now, Shortage shortage) =>
        new(now, DrawFailure.SeatOpen, shortage.Group, shortage.Needed, shortage.Left, shortage.Binding, []);

    // The same act, told again. Two arrivals under two signatures are two desks that admitted somebody: one is refused.
    private static bool IsSaid(Draw.Drawn state, PositionStatement said, PositionOutcome? told, TellPosition c) =>
        said.Outcome switch
        {
            PositionOutcome.Presented => false,
            PositionOutcome.Unopened => state.Door?.Position != said.Position,
            PositionOutcome.Arrived => state.Arrivals.TryGetValue(said.Position, out var first)
                && DrawDecider.Same(first, c.Signature),
            _ => told == said.Outcome,
        };

    private static PositionStatement? Read(Draw.Drawn state, TellPosition c) =>
        PositionStatement.TryParse(c.Statement, out var said)
        && said.Holds(state.Facts.Policy, state.Commitment.Root, (uint)state.K, c.Signature)
            ? said
            : null;

    private static PositionStatement StatementOf(Draw.Drawn state, int position, PositionOutcome outcome) =>
        new(state.Facts.Id, state.Commitment.Root, (uint)state.K, position, outcome);

    private static Refusal? Refuse(Draw.Drawn state, PositionStatement said, PositionOutcome? told, TellPosition c)
    {
        if (!state.Sits(said.Position))
            return Unseated(state, said, told);
        var isHere = state.IsHere(said.Position);
        return said.Outcome switch
        {
            PositionOutcome.Confirmed or PositionOutcome.Declined or PositionOutcome.Silent => told is null
                ? null
                : DrawNo.Conflict("The position was told of before."),
            PositionOutcome.Presented when isHere => DrawNo.Conflict("The expert of this position has arrived."),
            PositionOutcome.Presented => IsDoorTaken(state, said.Position, c)
                ? DrawNo.TooEarly("Somebody else's record is being opened.", "wait-for-gate")
                : null,
            PositionOutcome.Unopened => isHere ? DrawNo.Conflict("The expert of this position has arrived.") : null,
            PositionOutcome.Arrived when isHere => DrawNo.Conflict("Another desk admitted the expert."),
            PositionOutcome.Arrived => state.Door is { } door && door.Position == said.Position
                ? null
                : DrawNo.Conflict("The position's record was not asked for."),
            PositionOutcome.Avoids => null,
            PositionOutcome.Left => told is PositionOutcome.Arrived or PositionOutcome.Back
                ? null
                : DrawNo.Conflict("The expert is not here."),
            _ => told is PositionOutcome.Left ? null : DrawNo.Conflict("The expert has not left."),
        };
    }

    // Whoever was unseated in the room still leaves it, and that is all. To a gate that has opened the record meanwhile
    // it is said apart from an arrival at another desk.
    private static Refusal? Unseated(Draw.Drawn state, PositionStatement said, PositionOutcome? told) =>
        said.Outcome switch
        {
            PositionOutcome.Left when told is not PositionOutcome.Left && state.Unseated.Contains(said.Position) =>
                null,
            PositionOutcome.Arrived when !state.Arrivals.ContainsKey(said.Position) => DrawNo.LostSeat,
            _ => DrawNo.Conflict("The position has no seat."),
        };

    // Of two gates that ask for one record the first has the door: their signatures differ.
    private static bool IsDoorTaken(Draw.Drawn state, int position, TellPosition c) =>
        state.Door is { } door
        && (door.Position != position || !door.Signature.AsSpan().SequenceEqual(c.Signature))
        && c.Now - door.Since < DoorMicros
        && !state.Unsealed.Contains(door.Position)
        && state.Sits(door.Position);

    private static (IReadOnlyList<SeatingStep> Steps, Shortage? Shortage) Substitutes(
        Draw.Drawn state,
        IReadOnlyList<int> dropped,
        IReadOnlyList<Candidate> candidates
    )
    {
        if (candidates.Count != state.Commitment.Head.Rows)
            throw new ArgumentException("These are not the rows that were committed to.", nameof(candidates));
        var outcome = Seating.Replay(
            state.Facts.Request.Groups,
            candidates,
            Beacon.Order(state.Facts.Suite, state.Beacon.Value, candidates.Count),
            [.. state.Dropped, .. dropped]
        );
        return ([.. outcome.Steps.Skip(state.Steps.Count)], outcome.Shortage);
    }

    // What happened closed, and what everybody may know of it: counts.
    private static Decision<DrawEvent> Counted(Draw.Drawn before, DrawEvent happened, Shortage? shortage = null)
    {
        var after = (Draw.Drawn)DrawDecider.Evolve(before, happened);
        var events = new List<DrawEvent> { happened };
        if (NoticesOf(after, happened.At) is { } notices && notices != NoticesOf(before, happened.At))
            events.Add(notices);
        if (after.Arrived.Count != before.Arrived.Count)
            events.Add(new ArrivalsCounted(happened.At, after.Arrived.Count, after.Facts.Request.DrawnSeats));
        if (shortage is not null)
            events.AddRange([Open(happened.At, shortage), new DrawDisclosed(happened.At)]);
        return Decision<DrawEvent>.Accept([.. events]);
    }

    private static NoticesCounted NoticesOf(Draw.Drawn state, long at) =>
        new(
            at,
            state.Seated.Count(p => state.Told.GetValueOrDefault(p) == PositionOutcome.Confirmed || state.IsHere(p)),
            state.Told.Count(t => t.Value == PositionOutcome.Declined),
            state.Told.Count(t => t.Value == PositionOutcome.Silent),
            state.Drops.Where(d => d.Signed.Kind != DropKind.Notice).Sum(d => d.Positions.Count)
        );
}
