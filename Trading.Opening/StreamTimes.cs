namespace Trading.Opening;

/// <summary>
/// Times within a stream: they never fall, and no event bears one that no clock shows. The windows of single events are
/// the decider's. Source: docs/spec/archive.md, "Times".
/// </summary>
public static class StreamTimes
{
    /// <summary>2⁵³ − 1, a day in the year 2255: the last that every reader of JSON reads exactly.</summary>
    public const long Latest = (1L << 53) - 1;

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
        if (happened.At is < 0 or > Latest)
            return $"its time {happened.At} is none that a clock shows";
        return happened.At < state.LastAt - SlackOf(state.Published()?.Terms)
            ? $"its time lies {state.LastAt - happened.At} microseconds before what happened already"
            : null;
    }

    /// <summary>How far times of a session of these terms may fall, microseconds.</summary>
    internal static long SlackOf(SessionTerms? terms) => terms is { Version: 1 } ? VersionOneFall : 0;
}
