namespace Trading.Opening.Sessions;

/// <summary>
/// The published period for objections and confirmations: it runs from the instant at which the last lot was opened or
/// failed, and before its end a session is concluded only if every bid of every table is confirmed. Source:
/// docs/spec/feed.md, "The period".
/// </summary>
public static class ObjectionPeriod
{
    private const long SecondMicros = 1_000_000;

    /// <summary>
    /// When it ends, UTC microseconds: the first instant at which the session may be concluded. Null where none was
    /// published, and while a lot is neither opened nor failed.
    /// </summary>
    public static long? EndOf(Session.Running session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.Terms.PeriodSeconds == 0 || session.Lots.Values.Any(lot => OutcomeAt(lot) is null))
            return null;
        return session.Lots.Values.Max(OutcomeAt) + session.Terms.PeriodSeconds * SecondMicros;
    }

    /// <summary>
    /// Bids of the tables that nobody has confirmed, those that could not be opened among them: their bidders have the
    /// most to say.
    /// </summary>
    public static int Missing(Session.Running session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Lots.Values.SelectMany(BidsOf).Count(bid => !bid.Confirmed);
    }

    /// <summary>
    /// Whether nothing of it stands against a conclusion at that instant (UTC microseconds), every lot being opened or
    /// failed: it has ended, nobody is left to speak, or none was published.
    /// </summary>
    public static bool IsOver(Session.Running session, long now) =>
        EndOf(session) is not { } end || now >= end || Missing(session) == 0;

    /// <summary>Seconds until its end, rounded up; 0 behind it.</summary>
    public static long LeftSeconds(Session.Running session, long now) =>
        EndOf(session) is { } end && end > now ? (end - now + SecondMicros - 1) / SecondMicros : 0;

    private static long? OutcomeAt(Lot lot) =>
        lot switch
        {
            Lot.Opened l => l.OpenedAt,
            Lot.Failed l => l.At,
            _ => null,
        };

    private static IEnumerable<OpenedBid> BidsOf(Lot lot) =>
        lot switch
        {
            Lot.Opened l => l.Bids,
            Lot.Failed l => l.Bids,
            _ => [],
        };
}
