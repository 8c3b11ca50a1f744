namespace Trading.Streams;

/// <summary>
/// Times within a stream: they never fall, and no event bears one that no clock shows. The windows of single events are
/// their decider's. Source: docs/spec/archive.md, "Times".
/// </summary>
public static class StreamTimes
{
    /// <summary>2⁵³ − 1, a day in the year 2255: the last that every reader of JSON reads exactly.</summary>
    public const long Latest = (1L << 53) - 1;

    /// <summary>What is wrong with the time of an event that follows on another, or null.</summary>
    /// <param name="at">Its time, UTC microseconds.</param>
    /// <param name="lastAt">The time of what happened before it.</param>
    /// <param name="slack">How far times of this stream may fall, microseconds.</param>
    public static string? Problem(long at, long lastAt, long slack)
    {
        if (at is < 0 or > Latest)
            return $"its time {at} is none that a clock shows";
        return at < lastAt - slack ? $"its time lies {lastAt - at} microseconds before what happened already" : null;
    }
}
