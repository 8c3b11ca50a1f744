namespace Trading.Server.Streams;

/// <summary>
/// Does what time or state makes due of one session. Every piece may be done twice and may be interrupted anywhere:
/// what is left is asked for again.
/// </summary>
public interface IDriver
{
    /// <summary>Whether nothing can become due any more.</summary>
    bool IsOver { get; }

    /// <summary>
    /// Does everything that is due now; the next instant to ask again (UTC microseconds), or null when only an event
    /// can change anything.
    /// </summary>
    Task<long?> StepAsync();
}
