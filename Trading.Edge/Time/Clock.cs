using System.Diagnostics;

namespace Trading.Edge.Time;

/// <summary>The one place of a process at the edge that reads a clock; tests shift it.</summary>
public class Clock
{
    /// <summary>UTC microseconds since 1970.</summary>
    public virtual long Now => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// Microseconds that only go forward from some beginning, whatever is done to the time of day, and the time of day
    /// beside them.
    /// </summary>
    public virtual (long Steady, long Now) Look() =>
        (Stopwatch.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond, Now);
}
