using Trading.Opening;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server.Opening;

/// <summary>
/// Tells a session's stream of standstills over its deadlines, before a lot's door is shut and never before it may be
/// known. Told once: the decider knows it again.
/// </summary>
public sealed class Standstills(Desks desks, Heartbeat heart, Clock clock, ILogger<Standstills> logger)
{
    /// <summary>
    /// Whether a lot's drain may be sealed as far as standstills go: nothing that waited over the deadline can still be
    /// read, and the stream tells why. A refusal to tell is logged and holds nobody up.
    /// </summary>
    public async Task<bool> AreSettledAsync(string session, LockPolicy policy)
    {
        if (heart.Over(policy) is not { } told)
            return true;
        if (clock.Now < told.SettledAt)
            return false;
        if (await desks.Session(session).ReadAsync() is not Session.Running running)
            return true;
        // Another lot's, seconds apart, told of it already.
        if (running.Standstills.Any(before => before.Touches(policy.CloseAt) && before.Overlaps(told)))
            return true;
        var from = Math.Max(told.From, running.PreparedAt);
        var command = new TellStandstill(clock.Now, from, told.Until, told.Restarted);
        var answer = await desks.Session(session).SendAsync(command);
        if (answer.Refusal is { } refusal)
            logger.LogWarning("{Session}: {Detail}", session, refusal.Detail);
        return true;
    }
}
