namespace Trading.Gateway.Notices;

/// <summary>Whom a notice is for: a position of one draw over one root.</summary>
public sealed record NoticeKey(string Draw, byte[] Root, uint K, int Position);

/// <summary>How a notice stands. Nothing of it tells who is meant.</summary>
/// <param name="Key">Whom it is for.</param>
/// <param name="Call">Id of the newest call.</param>
/// <param name="Calls">Calls with the newest.</param>
/// <param name="Failures">Failures of the provider one after the other.</param>
/// <param name="NextAt">UTC microseconds before which nothing is done.</param>
/// <param name="FailedAt">Since when it is said that nobody can be reached, or null.</param>
/// <param name="Outcome">The outcome, or null.</param>
/// <param name="Signature">Under the outcome, or null.</param>
/// <param name="IsTold">Whether the platform has it.</param>
public sealed record Notice(
    NoticeKey Key,
    string Call,
    int Calls,
    int Failures,
    long NextAt,
    long? FailedAt,
    PositionOutcome? Outcome,
    byte[]? Signature,
    bool IsTold
);

/// <summary>How many notices stand how: all that the operator is shown.</summary>
public sealed record NoticeCounts(int UnderWay, int OutOfReach, int Confirmed, int Declined, int Silent, int Untold);
