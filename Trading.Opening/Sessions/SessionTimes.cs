namespace Trading.Opening.Sessions;

/// <summary>
/// Times within a session's stream. The windows of single events are the decider's. Source: docs/spec/archive.md,
/// "Times".
/// </summary>
public static class SessionTimes
{
    /// <summary>
    /// How far times may fall under version 1, microseconds: there the clock was read before a command took its turn,
    /// and a clock that was set back showed in the stream.
    /// </summary>
    public const long VersionOneFall = 10_000_000;

    /// <summary>What is wrong with the time of an event that follows on the state, or null.</summary>
    public static string? Problem(Session state, SessionEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        return StreamTimes.Problem(happened.At, state.LastAt, SlackOf(state.Published()?.Terms));
    }

    /// <summary>How far times of a session of these terms may fall, microseconds.</summary>
    internal static long SlackOf(SessionTerms? terms) => terms is { Version: 1 } ? VersionOneFall : 0;
}
