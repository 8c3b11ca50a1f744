using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Audits;

/// <summary>V66: from more than can be sealed to those that are. Source: docs/spec/draw.md, "Checks".</summary>
internal static class ReductionChecks
{
    public static Finding Reduction(DrawCase c)
    {
        if (c.Transcript.Reduction is not { } reduction)
            return Finding.Nothing("everybody who may be drawn was committed to");
        if (c.Request is not { } request || c.DrawLock is not { } draw || c.Head is not { } head || !c.PositionsRead)
            return Finding.Nothing("request, lock, head or positions cannot be read");
        if (HeadProblem(c, reduction, head) is { } problem)
            return Finding.Fail(problem);
        if (DrawCase.Read(draw.Suite, reduction.Answers) is not { } answers)
            return Finding.Fail("an answer cannot be read");
        var (value, refused) = DrawBeacon.ValueOf(draw, request.Draw, reduction.Root, 0, answers);
        if (refused.Count > 0)
            return Finding.Fail($"the answer of trustee {refused[0].Trustee}: {refused[0].Fault}");
        if (value is null)
            return Finding.Fail("too few trustees answered");
        var order = Beacon.Order(draw.Suite, value, reduction.Rows.Count);
        return Finding.Of(
            AreKept(request, reduction.Rows, order, c.Positions) ? null : "the positions are not those that it keeps",
            $"{c.Positions.Length} of {reduction.Rows.Count}"
        );
    }

    private static string? HeadProblem(DrawCase c, ReductionTranscript reduction, CommitmentHead head)
    {
        if (!CommitmentHead.TryParse(reduction.Head, out var own) || !own.IsReduction)
            return "the bytes are no head of a reduction";
        if (CommitmentChecks.HeadProblem(c, own) is { } problem)
            return problem;
        if (own.Rows != reduction.Rows.Count || own.Eligible != own.Rows || own.Rows <= Custodian.PositionsMost)
            return $"it speaks of {own.Rows} rows and {own.Eligible} who may be drawn";
        if (own.Eligible != head.Eligible || !own.Excluded.SequenceEqual(head.Excluded))
            return "the head of the positions counts otherwise";
        var root = Commitments.Reduction.Root(c.DrawLock!.Suite, own, reduction.Rows);
        return root.AsSpan().SequenceEqual(reduction.Root) && root.AsSpan().SequenceEqual(head.ReductionRoot)
            ? null
            : "head and rows give another root";
    }

    private static bool AreKept(
        DrawRequest request,
        IReadOnlyList<ReductionRow> rows,
        int[] order,
        CommittedPosition?[] positions
    )
    {
        var kept = Commitments.Reduction.Keep(request, rows, order);
        return kept.Length == positions.Length
            && kept.Zip(positions)
                .All(pair =>
                    rows[pair.First].Groups == pair.Second!.Groups
                    && rows[pair.First].RowHash.AsSpan().SequenceEqual(pair.Second.RowHash)
                );
    }
}
