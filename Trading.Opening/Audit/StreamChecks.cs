using Trading.Crypto;

namespace Trading.Opening;

/// <summary>
/// V01, V03–V06: the file, the session's tree, its checkpoints. Source: docs/spec/archive.md, "Checks".
/// </summary>
internal static class StreamChecks
{
    public static Finding Container(AuditCase c) =>
        c.Archive is { } archive
            ? Finding.Pass(
                $"{archive.Kind.ToString().ToLowerInvariant()}, {archive.Leaves.Count} events, "
                    + $"{archive.Lots.Count} frozen lots"
            )
            : Finding.Fail(c.Problem);

    public static Finding Tree(AuditCase c)
    {
        if (c.EventProblem is { } problem)
            return Finding.Fail(problem);
        if (c.Archive!.Checkpoints.Count == 0 || !PlatformCheckpoint.TryPeek(c.Archive.Checkpoints[^1], out var head))
            return Finding.Fail("there is no checkpoint of the session's stream");
        var tree = TreeOf(c);
        if (head.Size != tree.Size)
            return Finding.Fail($"the last checkpoint speaks of {head.Size} events, the archive holds {tree.Size}");
        return Finding.Of(
            head.Root.AsSpan().SequenceEqual(tree.Root()) ? null : "the events do not give the checkpoint's root",
            $"{tree.Size} events"
        );
    }

    public static Finding PlatformSignatures(AuditCase c)
    {
        if (c.Lots.Count == 0)
            return Finding.Nothing("the publication cannot be read");
        var wrong = c.Archive!.Checkpoints.Count(note => Read(c, note) is null);
        return Finding.Of(
            wrong == 0 ? null : $"{wrong} checkpoints are not the platform's",
            $"{c.Archive.Checkpoints.Count} checkpoints"
        );
    }

    public static Finding Cosignatures(AuditCase c)
    {
        if (c.Lots.Count == 0)
            return Finding.Nothing("the publication cannot be read");
        foreach (var note in c.Archive!.Checkpoints)
        {
            if (Read(c, note) is not { } checkpoint)
                return Finding.Nothing("a checkpoint is not the platform's");
            if (CosignatureProblem(c, checkpoint) is { } problem)
                return Finding.Fail($"checkpoint {checkpoint.Head.Size}: {problem}");
        }
        return Finding.Pass($"{c.Archive.Checkpoints.Count} checkpoints");
    }

    public static Finding Consistency(AuditCase c)
    {
        if (c.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        var (tree, last) = (TreeOf(c), 0L);
        foreach (var note in c.Archive!.Checkpoints)
        {
            if (!PlatformCheckpoint.TryPeek(note, out var head))
                return Finding.Fail("a checkpoint cannot be read");
            if (head.Size <= last || head.Size > tree.Size)
                return Finding.Fail($"checkpoint {head.Size} is out of order");
            if (!tree.Root(head.Size).AsSpan().SequenceEqual(head.Root))
                return Finding.Fail($"checkpoint {head.Size} is not of this stream");
            last = head.Size;
        }
        return Finding.Of(
            last == tree.Size ? null : "the last checkpoint does not cover all events",
            $"{c.Archive.Checkpoints.Count} checkpoints"
        );
    }

    // Leaves that are withheld stand in the tree by their hash; an unreadable one ends it early, which its own check
    // has told.
    public static MerkleTree TreeOf(AuditCase c)
    {
        var tree = new MerkleTree(c.Suite);
        for (var height = 0; height < c.Events.Count; height++)
        {
            var shown = (ArchiveLeaf.Disclosed)c.Archive!.Leaves[height];
            tree.Append(
                TreeHash.Leaf(
                    c.Suite,
                    StreamLeaf.Of(c.Suite, shown.Salt, height, c.Events[height].GetType().Name, shown.Event)
                )
            );
        }
        return tree;
    }

    private static PlatformCheckpoint? Read(AuditCase c, string note) =>
        PlatformCheckpoint.TryRead(
            c.Suite,
            note,
            Names.SessionStream(c.Prepared!.Session),
            c.Lots[0].Policy,
            out var checkpoint
        )
            ? checkpoint
            : null;

    // Lots may have different trustees: a line must be one of theirs, and each lot wants its own t.
    private static string? CosignatureProblem(AuditCase c, PlatformCheckpoint checkpoint)
    {
        var everybody = c.Lots[0].Policy with
        {
            Trustees =
            [
                .. c
                    .Lots.SelectMany(l => l.Policy.Trustees)
                    .DistinctBy(t => (t.Name, Convert.ToHexString(t.SigningKey))),
            ],
        };
        if (!checkpoint.TryCosigners(c.Suite, everybody, out var cosigners))
            return "a line is not a correct cosignature of a trustee";
        var keys = cosigners
            .Keys.Select(i => Convert.ToHexString(everybody.Trustees[i - 1].SigningKey))
            .ToHashSet(StringComparer.Ordinal);
        var asked = SessionHead.Asked(
            [.. c.Lots.Select(l => l.Policy)],
            c.Events.Take((int)Math.Min(checkpoint.Head.Size, c.Events.Count))
        );
        var few = asked.FirstOrDefault(p =>
            p.Trustees.Count(t => keys.Contains(Convert.ToHexString(t.SigningKey))) < p.Threshold
        );
        return few is null ? null : $"fewer than {few.Threshold} trustees of lot {few.Lot} cosigned";
    }
}
