using System.Collections.Immutable;
using Trading.Crypto;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>The beacon's value and the first seating. Source: docs/spec/draw.md, "Beacon" and "Seating".</summary>
internal static class BeaconSteps
{
    public static Decision<DrawEvent> Reduce(Draw.Locked state, ReductionFacts reduction, CombineBeacon c)
    {
        var (value, used) = ValueOf(state, reduction.Root, 0, c.Answers);
        return value is null ? TooFew : new ReductionDrawn(c.Now, used, value);
    }

    public static Decision<DrawEvent> Seat(Draw.Committed state, CombineBeacon c)
    {
        if (c.Now < state.Facts.Request.DrawAt)
            return DrawNo.TooEarly("The time of the draw has not come.", "wait-for-draw");
        if (c.Candidates.Count != state.Commitment.Head.Rows || c.Salt.Length != DrawResult.SaltBytes)
            return DrawNo.Malformed("These are not the rows that were committed to.");
        var (value, used) = ValueOf(state, state.Commitment.Root, (uint)state.K, c.Answers);
        if (value is null)
            return TooFew;
        var seating = Seating.Replay(
            state.Facts.Request.Groups,
            c.Candidates,
            Beacon.Order(state.Facts.Suite, value, c.Candidates.Count),
            []
        );
        var combined = new BeaconCombined(c.Now, state.K, used, value, c.Salt, seating.Steps);
        var hash = DrawResult.Hash(state.Facts.Suite, c.Salt, value, seating.Steps);
        var drawn = new CommitteeDrawn(c.Now, state.K, seating.Steps.Count, hash);
        return seating.Shortage is { } shortage
            ? Decision<DrawEvent>.Accept(combined, drawn, PositionSteps.Open(c.Now, shortage), new DrawDisclosed(c.Now))
            : Decision<DrawEvent>.Accept(combined, drawn);
    }

    public static Decision<DrawEvent> Again(Draw.Committed state, OrderAnotherDraw c)
    {
        if (!Letters.Fits(c.Reason, 1, DrawAgain.ReasonLetters))
            return DrawNo.Malformed($"A reason has 1 to {DrawAgain.ReasonLetters} letters.");
        if (state is not Draw.Drawn drawn)
            return state.Orders.LastOrDefault() is { } last && last.Reason == c.Reason
                ? Decision<DrawEvent>.Nothing
                : DrawNo.TooEarly("The draw before has not been made.", "wait-for-draw");
        // Nor while nobody sits who has: a name was read then.
        if (drawn.Arrivals.Count > 0)
            return DrawNo.TooLate("Somebody has arrived: nothing is drawn again.");
        var k = state.K + 1;
        var signed = DrawAgain.Statement(state.Facts.Id, state.Commitment.Root, (uint)k, c.Reason);
        return SigningKey.Verify(
            state.Facts.Suite,
            state.Facts.Policy.Roles.Supervisor!,
            Tags.DrawAgain,
            signed,
            c.Signature
        )
            ? new AnotherDrawOrdered(c.Now, k, c.Reason, c.Signature)
            : DrawNo.BadSignature("The supervisor's signature does not hold.");
    }

    public static Draw.Drawn Combined(Draw.Committed state, BeaconCombined e) =>
        new(
            state,
            e,
            [.. e.Steps],
            [],
            ImmutableSortedDictionary<int, PositionOutcome>.Empty,
            ImmutableSortedDictionary<int, byte[]>.Empty,
            null,
            [],
            null,
            false,
            e.At
        )
        {
            People = state.People,
        };

    private static Refusal TooFew { get; } = DrawNo.BadProof("Fewer than t answers hold.");

    private static (byte[]? Value, IReadOnlyList<byte[]> Used) ValueOf(
        Draw.Locked state,
        byte[] root,
        uint k,
        IReadOnlyList<PartialBatch> answers
    )
    {
        var draw = state.Certificates.Draw;
        var (_, opening) = DrawBeacon.Of(draw, state.Facts.Id, root, k);
        var used = answers
            .DistinctBy(a => a.Trustee)
            .Where(a => opening.Check(a) == PartialFault.None)
            .Take(draw.Threshold)
            .ToList();
        return (DrawBeacon.ValueOf(draw, state.Facts.Id, root, k, used).Value, [.. used.Select(a => a.ToBytes())]);
    }
}
