namespace Trading.Gateway.Notices;

/// <summary>Whom a notice is for: a position of one draw over one root.</summary>
public sealed record NoticeKey(string Draw, byte[] Root, uint K, int Position)
{
    /// <summary>Canonical bytes: they name this notice and no other.</summary>
    public byte[] ToBytes() => new WireWriter().Text(Draw).Fixed(Root).U32(K).U32((uint)Position).ToArray();
}

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
/// <param name="IsByPage">Whether it was answered on the page; else by a key, or by nobody.</param>
/// <param name="IsOff">Whether the platform said that this expert is not needed any more.</param>
public sealed record Notice(
    NoticeKey Key,
    string Call,
    int Calls,
    int Failures,
    long NextAt,
    long? FailedAt,
    PositionOutcome? Outcome,
    byte[]? Signature,
    bool IsTold,
    bool IsByPage,
    bool IsOff
);

/// <summary>
/// What is kept for the page of a notice. It cannot be read, and nobody can be answered for with it: that takes the
/// secret of the link.
/// </summary>
/// <param name="Id">Under which it is asked for, 16 bytes.</param>
/// <param name="Sealed">What it shows, sealed; null when that was erased.</param>
/// <param name="Confirm">Hash of the key that confirms; null when that was erased.</param>
/// <param name="Decline">Hash of the key that declines; null when that was erased.</param>
/// <param name="EndsAt">UTC microseconds from which on nothing of it is kept but the id.</param>
public sealed record PageRow(byte[] Id, byte[]? Sealed, byte[]? Confirm, byte[]? Decline, long EndsAt);

/// <summary>How many notices stand how: all that the operator is shown.</summary>
/// <param name="UnderWay">Nobody has answered yet.</param>
/// <param name="OutOfReach">The provider cannot ring.</param>
/// <param name="Confirmed">Who will come, and is needed.</param>
/// <param name="Declined">Who will not.</param>
/// <param name="Silent">Who did not answer.</param>
/// <param name="Untold">Outcomes that the platform does not have.</param>
/// <param name="CalledOff">Who is not needed any more.</param>
public sealed record NoticeCounts(
    int UnderWay,
    int OutOfReach,
    int Confirmed,
    int Declined,
    int Silent,
    int Untold,
    int CalledOff
);
