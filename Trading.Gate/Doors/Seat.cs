namespace Trading.Gate.Doors;

/// <summary>Whether somebody has the name of a person who attended the opening.</summary>
public enum AttendedState
{
    /// <summary>Nobody of that name was identified there.</summary>
    Nobody = 0,

    /// <summary>Somebody was: the desk is asked, and the name is told to nobody before it answers.</summary>
    Asked = 1,

    /// <summary>The desk says that it is another person.</summary>
    Another = 2,
}

/// <summary>Somebody who arrived.</summary>
/// <param name="Key">Where.</param>
/// <param name="At">When, UTC microseconds.</param>
/// <param name="Outcome">The newest of its statements.</param>
/// <param name="Signature">Under Arrived.</param>
/// <param name="Name">The name; null until the platform has taken the arrival.</param>
/// <param name="Number">The pool's number; null with the name.</param>
/// <param name="Record">The opened record in its box, until the platform has it.</param>
/// <param name="By">The desk.</param>
/// <param name="Attended">Whether somebody of that name attended the opening.</param>
/// <param name="IsUnseated">Whether the seat was lost after the arrival: whoever had it has to leave.</param>
/// <param name="Shown">The mark of card and digits; null where nothing is kept of them.</param>
public sealed record Seat(
    SeatKey Key,
    long At,
    PositionOutcome Outcome,
    byte[] Signature,
    string? Name,
    string? Number,
    byte[]? Record,
    string By,
    AttendedState Attended,
    bool IsUnseated,
    byte[]? Shown
)
{
    /// <summary>Whether it is still theirs: who avoids, or was unseated, sits no more; who went out does.</summary>
    public bool Sits => Outcome != PositionOutcome.Avoids && !IsUnseated;

    /// <summary>Whether somebody sits there who is in now, and about whom nothing is asked.</summary>
    public bool IsInside =>
        Sits
        && Name is not null
        && Outcome is (PositionOutcome.Arrived or PositionOutcome.Back)
        && Attended != AttendedState.Asked;
}
