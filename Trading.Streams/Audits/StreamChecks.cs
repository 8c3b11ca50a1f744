using Trading.Crypto;

namespace Trading.Streams.Audits;

/// <summary>
/// V01, V03–V06: the file, the tree of the public stream, its checkpoints. Source: docs/spec/archive.md, "Checks".
/// </summary>
public static class StreamChecks
{
    internal const string ContainerNumber = "V01";

    /// <summary>The five checks for the archive of any procedure, by their numbers.</summary>
    public static IReadOnlyList<Check<TCase>> Of<TCase>()
        where TCase : IStreamCase =>
        [
            new(ContainerNumber, "the file is one canonical archive", 0, c => Container(c)),
            new("V03", "events make up the session's tree", 1, c => Tree(c.Stream!)),
            new("V04", "checkpoints are signed by the platform", 3, c => PlatformSignatures(c.Stream!)),
            new("V05", "checkpoints are cosigned by enough trustees", 4, c => Cosignatures(c.Stream!)),
            new("V06", "checkpoints extend one another and cover everything", 1, c => Consistency(c.Stream!)),
        ];

    private static Finding Container(IStreamCase c) =>
        c.Stream is { } stream
            ? Finding.Pass(
                $"{stream.Member.Kind.ToString().ToLowerInvariant()}, {stream.Member.Leaves.Count} events, "
                    + stream.Contents
            )
            : Finding.Fail(c.Problem);

    private static Finding Tree(StreamEvidence c)
    {
        if (c.EventProblem is { } problem)
            return Finding.Fail(problem);
        if (c.Member.Checkpoints.Count == 0 || !PlatformCheckpoint.TryPeek(c.Member.Checkpoints[^1], out var head))
            return Finding.Fail("there is no checkpoint of the session's stream");
        var tree = c.Tree();
        if (head.Size != tree.Size)
            return Finding.Fail($"the last checkpoint speaks of {head.Size} events, the archive holds {tree.Size}");
        return Finding.Of(
            head.Root.AsSpan().SequenceEqual(tree.Root()) ? null : "the events do not give the checkpoint's root",
            $"{tree.Size} events"
        );
    }

    private static Finding PlatformSignatures(StreamEvidence c)
    {
        if (c.Demands.Count == 0)
            return Finding.Nothing("the publication cannot be read");
        var wrong = c.Member.Checkpoints.Count(note => Read(c, note) is null);
        return Finding.Of(
            wrong == 0 ? null : $"{wrong} checkpoints are not the platform's",
            $"{c.Member.Checkpoints.Count} checkpoints"
        );
    }

    private static Finding Cosignatures(StreamEvidence c)
    {
        if (c.Demands.Count == 0)
            return Finding.Nothing("the publication cannot be read");
        foreach (var note in c.Member.Checkpoints)
        {
            if (Read(c, note) is not { } checkpoint)
                return Finding.Nothing("a checkpoint is not the platform's");
            if (CosignatureProblem(c, checkpoint) is { } problem)
                return Finding.Fail($"checkpoint {checkpoint.Head.Size}: {problem}");
        }
        return Finding.Pass($"{c.Member.Checkpoints.Count} checkpoints");
    }

    private static Finding Consistency(StreamEvidence c)
    {
        if (c.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        var (tree, last) = (c.Tree(), 0L);
        foreach (var note in c.Member.Checkpoints)
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
            $"{c.Member.Checkpoints.Count} checkpoints"
        );
    }

    private static PlatformCheckpoint? Read(StreamEvidence c, string note) =>
        PlatformCheckpoint.TryRead(c.Suite, note, c.Name, c.Demands[0].Keys, out var checkpoint) ? checkpoint : null;

    // Locks may have different trustees: a line must be one of theirs, and each lock wants its own t.
    private static string? CosignatureProblem(StreamEvidence c, PlatformCheckpoint checkpoint)
    {
        var everybody = c.Demands[0].Keys with
        {
            Witnesses =
            [
                .. c
                    .Demands.SelectMany(d => d.Keys.Witnesses)
                    .DistinctBy(w => (w.Name, Convert.ToHexString(w.SigningKey))),
            ],
        };
        if (!checkpoint.TryCosigners(c.Suite, everybody, out var cosigners))
            return "a line is not a correct cosignature of a trustee";
        var keys = cosigners
            .Keys.Select(i => Convert.ToHexString(everybody.Witnesses[i - 1].SigningKey))
            .ToHashSet(StringComparer.Ordinal);
        var few = HeadDemand
            .Asked(c.Demands, checkpoint.Head.Size)
            .FirstOrDefault(d =>
                d.Keys.Witnesses.Count(w => keys.Contains(Convert.ToHexString(w.SigningKey))) < d.Keys.Threshold
            );
        return few is null ? null : $"fewer than {few.Keys.Threshold} trustees of {few.Of} cosigned";
    }
}
