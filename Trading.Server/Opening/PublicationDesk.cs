using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>What became of a publication: whether it is new, or why it was refused.</summary>
/// <param name="IsNew">It stands now and did not before.</param>
/// <param name="Refusal">Null where it stands.</param>
/// <param name="Faults">Of scoring terms, where they are the reason.</param>
public sealed record Publishing(bool IsNew, Refusal? Refusal, IReadOnlyList<LotFault>? Faults = null);

/// <summary>
/// Publishing at the edge: who may, under which tender number, and how much at a time. What a publication must say in
/// itself is the decider's. One publication is looked at after the other, so that two under one number cannot both
/// find it free.
/// </summary>
public sealed class PublicationDesk(
    Desks desks,
    TenderNumbers numbers,
    PeopleStore people,
    PublicIds ids,
    Platform platform,
    Clock clock
)
{
    /// <summary>
    /// Lots of one publisher that may wait for their locks at a time: two sessions of the largest kind.
    /// </summary>
    public const int MostWaitingLots = 128;

    /// <summary>
    /// For so long a lot that waits for its lock counts; then its trustees are away, which must not stop its publisher
    /// for ever.
    /// </summary>
    public const long CountedMicros = 3_600_000_000;

    /// <summary>Publishes, or finds the same published before.</summary>
    public async Task<Publishing> PublishAsync(Caller caller, PrepareRequest request)
    {
        if (people.PublisherOf(caller) is not { } right)
            return new(false, NoRight);
        if (WhyNot(request, right) is { } refusal)
            return new(false, refusal);
        var isReadable = Terms.Check(request.Terms) is null; // else the decider says what is wrong
        if (isReadable && ScoringGate.Check(request.Terms) is { Count: > 0 } faults)
            return new(false, ScoringGate.Refuse(faults), faults);
        var isNew = false;
        var refused = await ids.PublishAsync(
            request.Session,
            Names.SessionStream(request.Session),
            async () =>
            {
                isNew = await desks.FindAsync(request.Session) is null;
                if (isNew && isReadable && await WhyNotNowAsync(request.Terms, right) is { } now)
                    return now;
                var wish = new Prepare(clock.Now, request.Session, request.Terms, request.Policies);
                return (await desks.Session(request.Session).SendAsync(wish)).Refusal;
            }
        );
        return new(isNew && refused is null, refused);
    }

    private Refusal? WhyNot(PrepareRequest request, Publisher right)
    {
        if (!Names.IsSession(request.Session))
            return Malformed("A session's id is 32 lower-case hexadecimal digits.");
        if (request.Terms?.Publisher is not { } named)
            return Malformed("Terms name their publisher: those of version 1 are published no more.");
        if (named.Name != right.Name || !SameKey(named.Key, right.Key))
            return new Refusal(
                Reason.NotAllowed,
                "spec:http",
                $"The terms name another publisher than you: your right is under '{right.Name}' and your own key.",
                "correct-and-prepare-again"
            );
        if (request.Policies?.All(IsCovered) != true)
            return Malformed("A policy cannot be read, or names a key that is not in the platform's trust file.");
        if (request.Policies.Any(IsFar))
            return Malformed("A deadline or an opening is more than two years ahead: look at the year.");
        return request.Terms.RulePack?.HasPeriod() == true
            ? null
            : Malformed(
                "Sessions publish a period for objections and confirmations: under a rule pack that knows none, such "
                    + "as those of version 1, nothing is published any more."
            );
    }

    private bool IsCovered(byte[] bytes) =>
        LockPolicyCodec.TryParse(bytes, out var policy, out _) && platform.Trust.Covers(policy);

    private bool IsFar(byte[] bytes) =>
        LockPolicyCodec.TryParse(bytes, out var policy, out _)
        && Math.Max(policy.CloseAt, policy.OpenAt) > clock.Now + Limits.FarMicros;

    private async Task<Refusal?> WhyNotNowAsync(SessionTerms terms, Publisher right)
    {
        if (await numbers.IsAnothersAsync(terms.TenderCode, right))
            return new Refusal(
                Reason.Conflict,
                "spec:http",
                "This tender number, or one that looks the same, was published before by another publisher.",
                "use-another-tender-number"
            );
        var waiting = await numbers.WaitingLotsAsync(right, clock.Now - CountedMicros);
        return waiting + terms.Lots.Count <= MostWaitingLots
            ? null
            : new Refusal(
                Reason.LimitReached,
                "spec:limits",
                $"{waiting} lots of yours wait for their locks, at most {MostWaitingLots} may: this session "
                    + "comes when some are locked.",
                "wait-for-lock"
            );
    }

    // Null is the key of an account that has bound none, and equals no other key.
    private static bool SameKey(byte[]? one, byte[]? other) =>
        one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    private static Refusal Malformed(string detail) =>
        new(Reason.Malformed, "spec:http", detail, "correct-and-prepare-again");

    private static Refusal NoRight { get; } =
        new(
            Reason.NotAllowed,
            "spec:http",
            "You have no right to publish sessions. A manager gives it, to an account or to a certificate's key.",
            "ask-a-manager"
        );
}
