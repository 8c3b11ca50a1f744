using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>Tells a session's stream of work that was due and is done.</summary>
public sealed class SessionTeller(string session, Desks desks, ILogger<SessionTeller> logger)
{
    /// <summary>Whether the session took it.</summary>
    public async Task<bool> TellAsync(SessionCommand command)
    {
        var answer = await desks.Session(session).SendAsync(command);
        Log(answer.Refusal);
        return answer.IsAccepted;
    }

    /// <summary>
    /// A refusal of work that was due is a bug or a race that the next step settles; it says nothing of single bids.
    /// </summary>
    public void Log(Refusal? refusal)
    {
        if (refusal is not null)
            logger.LogWarning(
                "{Session}: {Reason} by {Rule}: {Detail}",
                session,
                refusal.Reason,
                refusal.Rule,
                refusal.Detail
            );
    }
}
