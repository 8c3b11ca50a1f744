namespace Trading.Pool.Draws;

/// <summary>The kinds of tasks that a custodian serves.</summary>
internal static class DrawTasks
{
    public const string Commit = "commit";
    public const string Conflicts = "conflicts";
}

/// <summary>A draw wants its commitment: what its host published, and after a reduction its beacon's answers.</summary>
internal sealed record CommitTask(
    byte[] Request,
    IReadOnlyList<byte[]> Policies,
    IReadOnlyList<byte[]> Certificates,
    byte[] Salt,
    byte[] GateSalt,
    byte[] Signature,
    AnsweredReduction? Reduction = null
);

/// <summary>The answers of t trustees over the root of a reduction.</summary>
internal sealed record AnsweredReduction(byte[] Root, IReadOnlyList<byte[]> Answers);

/// <summary>Whose staff stands at which position is asked: credit codes of units that became known, rising.</summary>
internal sealed record ConflictsTask(IReadOnlyList<string> Units);
