using Trading.Evaluation.Commitments;

namespace Trading.Pool.Draws;

/// <summary>What the pool keeps of a draw, but the secret rows.</summary>
/// <param name="Draw">The id that the platform gave it.</param>
/// <param name="At">When it was prepared, UTC microseconds.</param>
/// <param name="Platform">Who asked, by its name in the trust file.</param>
/// <param name="Request">Its canonical bytes.</param>
/// <param name="RequestHash">Their hash.</param>
/// <param name="Moment">Number of the newest event of the pool that was filtered: later ones change nothing.</param>
/// <param name="Eligible">Experts who may be drawn, or null where there are too few.</param>
/// <param name="Excluded">How many each constraint keeps out, or null.</param>
/// <param name="Shortage">The group that cannot be filled, or null.</param>
internal sealed record KeptDraw(
    string Draw,
    long At,
    string Platform,
    byte[] Request,
    byte[] RequestHash,
    long Moment,
    int? Eligible,
    IReadOnlyList<int>? Excluded,
    Shortage? Shortage
);

/// <summary>What was signed about a draw; it is said again byte for byte.</summary>
internal sealed record KeptStatement(string Kind, byte[] Body, byte[] Signature)
{
    public const string Shortage = "shortage";
    public const string Reduction = "reduction";
    public const string Commitment = "commitment";
    public const string Conflicts = "conflicts";
}

/// <summary>A draw for which nothing was prepared.</summary>
/// <param name="Request">Its bytes, or null where they cannot be read.</param>
internal sealed record RefusedDraw(string Draw, long At, DrawCause Cause, byte[]? Request);
