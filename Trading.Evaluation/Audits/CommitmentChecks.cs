using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Audits;

/// <summary>V63–V65: what was committed to. Source: docs/spec/draw.md, "Checks".</summary>
internal static class CommitmentChecks
{
    public static Finding Head(DrawCase c)
    {
        if (c.Head is not { IsReduction: false } head)
            return Finding.Fail("the bytes are no head of positions");
        if (HeadProblem(c, head) is { } problem)
            return Finding.Fail(problem);
        if (head.Rows != c.Positions.Length || head.Rows > Custodian.PositionsMost)
            return Finding.Fail($"it speaks of {head.Rows} positions, there are {c.Positions.Length}");
        var isWhole = head.ReductionRoot.All(b => b == 0);
        if (isWhole != c.Transcript.Reduction is null)
            return Finding.Fail("head and transcript differ in whether there was a reduction");
        return Finding.Of(
            !isWhole || head.Eligible == head.Rows ? null : "not everybody who may be drawn is committed to",
            $"{head.Rows} positions of {head.Eligible} who may be drawn; {head.Excluded.Sum(n => (long)n)} are kept out"
        );
    }

    /// <summary>What both heads of a draw must hold, or null.</summary>
    public static string? HeadProblem(DrawCase c, CommitmentHead head)
    {
        if (c.Request is not { } request || c.Certificates.Length != 3 || c.Certificates.Any(l => l is null))
            return "request or locks cannot be read";
        if (!head.RequestHash.AsSpan().SequenceEqual(request.Hash()))
            return "the head is of another request";
        byte[][] ids = [head.DrawLock, head.NamesLock, head.ContactLock];
        return ids.Zip(c.Certificates).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second!.LockId))
            ? null
            : "the head names other locks";
    }

    public static Finding Positions(DrawCase c)
    {
        if (c.Request is not { } request)
            return Finding.Nothing("the request cannot be read");
        for (var i = 0; i < c.Positions.Length; i++)
            if (PositionProblem(request, c.Positions[i], i) is { } problem)
                return Finding.Fail($"position {i}: {problem}");
        return Finding.Of(
            Repeats(c, p => p.Encapsulated) ? "a key stands twice"
                : Repeats(c, p => p.RowHash) ? "a row stands twice"
                : null,
            $"{c.Positions.Length} positions"
        );
    }

    public static Finding Root(DrawCase c)
    {
        if (c.Request is not { } request || c.Head is not { } head)
            return Finding.Nothing("request or head cannot be read");
        var root = DrawTree.Root(Suite.Find(request.Suite)!, head, c.Transcript.Positions);
        return Finding.Of(
            root.AsSpan().SequenceEqual(c.Transcript.Root) ? null : "the leaves give another root",
            Convert.ToHexStringLower(root)
        );
    }

    private static string? PositionProblem(DrawRequest request, CommittedPosition? position, int index)
    {
        if (position is null)
            return "it cannot be read";
        if (position.Position != index)
            return $"it says that it is {position.Position}";
        if (!Suite.Find(request.Suite)!.Group.TryDecode(position.Encapsulated, out _))
            return "its key is no point";
        if (position.Groups == 0 || position.Groups >> request.Groups.Count != 0)
            return "it fits no group of the request, or one that is none";
        for (var g = 0; g < request.Groups.Count; g++)
            if ((position.Groups >> g & 1) != 0 && position.Level < request.Groups[g].Least)
                return $"its title is too low for group {g}";
        return null;
    }

    private static bool Repeats(DrawCase c, Func<CommittedPosition, byte[]> part) =>
        c.Positions.Select(p => Convert.ToHexString(part(p!))).Distinct().Count() < c.Positions.Length;
}
