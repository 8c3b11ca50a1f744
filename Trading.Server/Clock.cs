namespace Trading.Server;

/// <summary>UTC microseconds since 1970. The one place of the server that reads a clock; tests shift it.</summary>
public class Clock
{
    public virtual long Now => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
