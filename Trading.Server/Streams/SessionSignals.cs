namespace Trading.Server.Streams;

/// <summary>A signal per session, raised when its stream, its intakes or its messages in the relay moved.</summary>
public sealed class SessionSignals
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Signal> signals = new(StringComparer.Ordinal);
    private Action<string, Signal>? found;

    /// <summary>Calls back once for every session, those that showed up before included.</summary>
    public void Begin(Action<string, Signal> each)
    {
        lock (gate)
        {
            found = each;
            foreach (var (session, signal) in signals)
                each(session, signal);
        }
    }

    public void Raise(string session)
    {
        lock (gate)
        {
            if (!signals.TryGetValue(session, out var signal))
            {
                signals[session] = signal = new Signal();
                found?.Invoke(session, signal);
            }
            signal.Raise();
        }
    }
}
