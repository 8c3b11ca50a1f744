namespace Trading.Server.Locks;

/// <summary>How soon a want has to be answered.</summary>
public enum Urgency
{
    /// <summary>A freeze that can still be seen in time: seconds after the deadline.</summary>
    Freeze,

    /// <summary>Trustees' clocks: a question lives for seconds.</summary>
    Time,

    /// <summary>A release or a point: everybody waits in the hall, or somebody at the door.</summary>
    Release,

    /// <summary>
    /// Heads of ticks and of sessions, and freezes that are late already: a bidder waits for a receipt.
    /// </summary>
    Witness,

    /// <summary>Ceremonies and their locks.</summary>
    Ceremony,
}

/// <summary>
/// A want as it goes out: with its bytes, with whose turn it takes, and how often it went out without an answer.
/// </summary>
/// <param name="want">The want.</param>
/// <param name="closeAt">The lot's deadline, UTC microseconds.</param>
/// <param name="timelyUntil">The last instant at which its freeze is seen in time, UTC microseconds.</param>
/// <param name="publisher">Who published the session.</param>
public sealed class Offer(TrusteeWant want, long closeAt, long timelyUntil, string publisher)
{
    private const long FirstPauseMicros = 500_000;
    private const long LongestPauseMicros = 30_000_000;
    private int offers;

    public TrusteeWant Want { get; } = want;
    public byte[] Body { get; } = want.Body();
    public long CloseAt { get; } = closeAt;
    public string Publisher { get; } = publisher;

    /// <summary>
    /// From when on it has a claim to a place again (UTC microseconds). What went out and was not answered rests, twice
    /// as long each time.
    /// </summary>
    public long AwakeAt { get; private set; }

    public bool IsAwake(long now) => AwakeAt <= now;

    public Urgency UrgencyAt(long now) =>
        Want switch
        {
            FreezeWant => FreezeAt(now),
            LockWant when now > CloseAt => FreezeAt(now), // the freeze waits for it
            AttestWant or AttestedWant => Urgency.Time,
            ReleaseWant or PointWant => Urgency.Release,
            CosignWant => Urgency.Witness,
            _ => Urgency.Ceremony,
        };

    public void GoOut(long now)
    {
        AwakeAt = now + Math.Min(FirstPauseMicros << Math.Min(offers, 6), LongestPauseMicros);
        offers++;
    }

    private Urgency FreezeAt(long now) => now <= timelyUntil ? Urgency.Freeze : Urgency.Witness;

    public bool Asks(Offer other) =>
        Want.Kind == other.Want.Kind && Want.Lot == other.Want.Lot && Body.AsSpan().SequenceEqual(other.Body);
}

/// <summary>
/// Which wants go into one answer, and in which order. An answer is short, so that nothing urgent waits behind it. Half
/// of its places are for the hour (freeze, time, release), a quarter each for heads and for ceremonies; what one does
/// not need the others take, the hour first. Among wants of one urgency publishers take turns, and each publisher's
/// sessions among themselves; in a session the nearest deadline comes first. A want that went out and was not answered
/// rests, so those that never end cannot keep the others out. Source: docs/spec/trustee.md, "Inbox".
/// </summary>
public static class WantQueue
{
    /// <summary>Most wants of an answer.</summary>
    public const int MostWants = 64;

    /// <summary>Most bytes of their bodies together; a single larger one goes alone.</summary>
    public const int MostBytes = 4 << 20;

    private static readonly (Urgency Last, int Places)[] Shares =
    [
        (Urgency.Release, 32),
        (Urgency.Witness, 16),
        (Urgency.Ceremony, 16),
    ];

    public static IReadOnlyList<Offer> Choose(IReadOnlyCollection<Offer> offers, long now)
    {
        var awake = offers
            .Where(offer => offer.IsAwake(now))
            .GroupBy(offer => offer.UrgencyAt(now))
            .OrderBy(group => group.Key)
            .SelectMany(InTurn)
            .ToList();
        var resting = offers.Where(offer => !offer.IsAwake(now)).OrderBy(offer => offer.AwakeAt);
        var first = Shares.SelectMany(share =>
            awake.Where(offer => ShareOf(offer.UrgencyAt(now)) == share.Last).Take(share.Places)
        );
        var chosen = first
            .Concat(awake)
            .Concat(resting)
            .Distinct()
            .Take(MostWants)
            .OrderBy(offer => offer.UrgencyAt(now))
            .ToList();
        var bytes = 0L;
        return [.. chosen.TakeWhile((offer, place) => (bytes += offer.Body.Length) <= MostBytes || place == 0)];
    }

    private static Urgency ShareOf(Urgency urgency) => Shares.First(share => urgency <= share.Last).Last;

    // Nearest deadline first in a session; then the first of each session, the second of each …; and the same once more
    // among publishers.
    private static IEnumerable<Offer> InTurn(IEnumerable<Offer> offers) =>
        TakeTurns(
            offers
                .GroupBy(offer => offer.Publisher)
                .Select(publisher =>
                    TakeTurns(
                        publisher
                            .GroupBy(offer => offer.Want.Session)
                            .Select(session => session.OrderBy(offer => offer.CloseAt))
                    )
                )
        );

    private static IEnumerable<Offer> TakeTurns(IEnumerable<IEnumerable<Offer>> queues) =>
        queues
            .SelectMany(queue => queue.Select((offer, turn) => (offer, turn)))
            .OrderBy(place => place.turn)
            .ThenBy(place => place.offer.CloseAt)
            .Select(place => place.offer);
}
