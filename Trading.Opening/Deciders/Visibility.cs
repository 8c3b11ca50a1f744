namespace Trading.Opening.Deciders;

/// <summary>
/// Assigns each event to a stream and never filters inside one, so heights have no gaps that tell. Source:
/// docs/spec/feed.md, "Streams".
/// </summary>
public static class Visibility
{
    /// <summary>At which events the head of a session's stream is signed.</summary>
    public static IReadOnlySet<string> Milestones { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            nameof(LotFrozen),
            nameof(LotOpened),
            nameof(LotFailed),
            nameof(SessionConcluded),
            nameof(RecordSealed),
        };

    /// <summary>The stream of a session's events: all of them are public.</summary>
    public static string Of(string session) => Names.SessionStream(session);

    /// <summary>
    /// The stream of an intake's event: ticks go to the closed intake, everything that tells of single COMMITs stays
    /// private.
    /// </summary>
    public static string Of(string session, string lot, IntakeEvent happened) =>
        happened switch
        {
            TickSealed => Names.IntakeStream(session, lot),
            IntakeOpened or CommitStamped or EntryAccepted or EntryRefused => Names.ReceivedStream(session, lot),
            _ => throw new CorruptEventException(happened.GetType().Name, "belongs to no stream"),
        };

    /// <summary>
    /// Whether anybody may read the stream's events as the session stands: its public stream always, an intake from its
    /// freeze on, a received stream never. Tree heads of a closed intake are another matter: its trustees get those.
    /// </summary>
    public static bool MayRead(string stream, Session session)
    {
        if (session.Published() is not { } running)
            return false;
        return stream == Names.SessionStream(running.Id)
            || running.Lots.Any(l => stream == Names.IntakeStream(running.Id, l.Key) && IsFrozen(l.Value));
    }

    private static bool IsFrozen(Lot lot) => lot is Lot.Closed or Lot.Failed { Cause: not LotFailure.NoLock };
}
