namespace Trading.Pool.Http;

/// <summary>Every limit of the pool's edge; docs/limits.md explains them.</summary>
public static class PoolLimits
{
    /// <summary>An expert with its reason, a search, a decision.</summary>
    public const int RequestBytes = 64 << 10;

    /// <summary>A table, and one byte by which its reader sees that it is too large.</summary>
    public const long TableBytes = TableLimits.FileBytes + 1;

    /// <summary>Letters of what is looked for.</summary>
    public const int SearchLetters = 100;

    /// <summary>Pages of the list that can be asked for.</summary>
    public const int Pages = 10_000;

    /// <summary>Faults in one answer.</summary>
    public const int Faults = 200;
}
