using System.Collections.Concurrent;
using Trading.Server.Announce;

namespace Trading.Server.Opening;

/// <summary>A signal per session, raised when its stream, its intakes or its messages in the relay moved.</summary>
public sealed class SessionSignals
{
    private readonly ConcurrentDictionary<string, Signal> signals = new(StringComparer.Ordinal);

    /// <summary>Called once for each session that shows up, from any thread.</summary>
    public event Action<string, Signal>? Found;

    public void Raise(string session)
    {
        var fresh = new Signal();
        var signal = signals.GetOrAdd(session, fresh);
        if (signal == fresh) Found?.Invoke(session, signal);
        signal.Raise();
    }
}
