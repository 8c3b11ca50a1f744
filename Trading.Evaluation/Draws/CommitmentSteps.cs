using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>What the custodian publishes. Source: docs/spec/draw.md, "Commitment".</summary>
internal static class CommitmentSteps
{
    public static Decision<DrawEvent> Commit(Draw.Locked state, CommitPool c)
    {
        if (!CommitmentHead.TryParse(c.Head, out var head))
            return DrawNo.Malformed("The head cannot be read.");
        if (HeldRoot(state, head) is { } held)
            return DrawDecider.Same(held, c.Root)
                ? Decision<DrawEvent>.Nothing
                : DrawNo.Conflict("The custodian has committed to other rows.");
        if (
            !IsSigned(
                state,
                Tags.DrawCommitted,
                DrawStatements.Commitment(state.Facts.RequestHash, c.Root),
                c.Signature
            )
        )
            return DrawNo.BadSignature("The custodian's signature does not hold.");
        if (c.Now >= state.Facts.Request.RoomAt)
            return DrawNo.TooLate("The room's hour has come.");
        if (HeadProblem(state, head) is { } problem)
            return DrawNo.Malformed(problem);
        return head.IsReduction
            ? new PoolReduced(c.Now, c.Head, c.Root, c.Signature)
            : new PoolCommitted(c.Now, c.Head, c.Root, c.Signature);
    }

    public static Decision<DrawEvent> Shortage(Draw.Locked state, TellShortage c)
    {
        var signed = DrawStatements.Shortage(state.Facts.RequestHash, c.Shortage);
        if (!IsSigned(state, Tags.DrawShortage, signed, c.Signature))
            return DrawNo.BadSignature("The custodian's signature does not hold.");
        var (group, needed, left, binding) = c.Shortage;
        var isReadable =
            group >= 0
            && group < state.Facts.Request.Groups.Count
            && needed > left
            && left >= 0
            && Enum.IsDefined(binding);
        return isReadable
            ? new DrawFailed(c.Now, DrawFailure.PoolShort, group, needed, left, binding, c.Signature)
            : DrawNo.Malformed("The shortage names no group of the request, or is none.");
    }

    private static byte[]? HeldRoot(Draw.Locked state, CommitmentHead head) =>
        head.IsReduction ? state.Reduction?.Root : (state as Draw.Committed)?.Commitment.Root;

    private static string? HeadProblem(Draw.Locked state, CommitmentHead head)
    {
        var locks = state.Certificates;
        if (!DrawDecider.Same(head.RequestHash, state.Facts.RequestHash))
            return "The head is of another request.";
        if (
            !DrawDecider.Same(head.DrawLock, locks.Draw.LockId)
            || !DrawDecider.Same(head.NamesLock, locks.Names.LockId)
            || !DrawDecider.Same(head.ContactLock, locks.Contact.LockId)
        )
            return "The head is of other locks.";
        if (head.IsReduction)
            return head.Rows > Custodian.PositionsMost && head.Eligible == head.Rows && state.Reduction is null
                ? null
                : "A reduction holds all who may be drawn, more than 2,000, and is made once.";
        if (head.Rows > Custodian.PositionsMost || !state.MayCommit)
            return "More than 2,000 rows are reduced first.";
        var reduction = state.Reduction?.Root ?? new byte[Suite.HashBytes];
        var eligible = state.Reduction?.Head.Eligible ?? head.Rows;
        return DrawDecider.Same(head.ReductionRoot, reduction) && head.Eligible == eligible
            ? null
            : "The head is of another reduction, or counts otherwise.";
    }

    private static bool IsSigned(Draw.Locked state, string tag, byte[] statement, byte[] signature) =>
        SigningKey.Verify(state.Facts.Suite, state.Facts.Policy.Roles.Custodian!, tag, statement, signature);
}
