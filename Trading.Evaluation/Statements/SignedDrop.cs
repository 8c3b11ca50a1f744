namespace Trading.Evaluation.Statements;

/// <summary>Who signed that a position drops out.</summary>
public enum DropKind : byte
{
    /// <summary>The gateway: the expert declined, or did not answer.</summary>
    Notice = 1,

    /// <summary>The gate: the expert avoids.</summary>
    Gate = 2,

    /// <summary>The custodian: conflicts that were found later.</summary>
    Conflicts = 3,
}

/// <summary>A signed statement by which positions drop out.</summary>
/// <param name="Kind">Who signed it.</param>
/// <param name="Statement">Its bytes.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record SignedDrop(DropKind Kind, byte[] Statement, byte[] Signature);
