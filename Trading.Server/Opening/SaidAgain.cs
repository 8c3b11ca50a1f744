using System.Collections.Frozen;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// Where the event stands that made a wish true: whoever says it again gets the height of that event, as the first
/// time, and not that of whatever came last. Read from the newest page back, for what is repeated is young.
/// </summary>
public sealed class SaidAgain(IEventLog log)
{
    private const int PageEvents = 256;

    // What people say. Everything else is not even decoded: a page may hold hundreds of opened bids.
    private static readonly FrozenSet<string> Said = FrozenSet.Create(
        StringComparer.Ordinal,
        nameof(BidderAttended),
        nameof(RecordConfirmed),
        nameof(ObjectionRaised),
        nameof(ObjectionAnswered),
        nameof(LateFreezeOrdered),
        nameof(SessionConcluded),
        nameof(BidRevoked)
    );

    /// <summary>Height of the revocation of a bid.</summary>
    public Task<long> HeightAsync(string session, Revoke wish) =>
        HeightAsync(
            session,
            e => e is BidRevoked revoked && revoked.Lot == wish.Lot && revoked.Submission == wish.Live.Id
        );

    /// <summary>Height of what an act, whose form is known to hold, did or found done.</summary>
    public Task<long> HeightAsync(string session, SignedAct act) =>
        Act.TryParse(act.Statement, out var wish)
            ? HeightAsync(session, e => IsOf(e, wish, act))
            : throw new InvalidOperationException("An act that was accepted does not parse");

    private static bool IsOf(SessionEvent happened, Act wish, SignedAct act) =>
        (happened, wish.Kind) switch
        {
            (BidderAttended e, ActKind.Attend) => e.Lot == wish.Lot && e.Submission == wish.Subject,
            (RecordConfirmed e, ActKind.Confirm) => e.Lot == wish.Lot && e.Submission == wish.Subject,
            (ObjectionRaised e, ActKind.Object) => e.Act.Statement.AsSpan().SequenceEqual(act.Statement),
            (ObjectionAnswered e, ActKind.Answer) => e.Objection == wish.Subject,
            (LateFreezeOrdered e, ActKind.LateFreeze) => e.Lot == wish.Lot
                && e.Act.SignerKey().AsSpan().SequenceEqual(act.SignerKey()),
            (SessionConcluded, ActKind.Conclude) => true,
            _ => false,
        };

    private async Task<long> HeightAsync(string session, Func<SessionEvent, bool> isIt)
    {
        var stream = Names.SessionStream(session);
        for (var end = await log.HeadAsync(stream); end > 0; end = Math.Max(0, end - PageEvents))
        {
            var from = Math.Max(0, end - PageEvents);
            var page = await log.ReadAsync(stream, from, (int)(end - from));
            for (var i = page.Count - 1; i >= 0; i--)
                if (Said.Contains(page[i].Type) && isIt(EventCodec.DecodeSession(page[i].Type, page[i].Bytes)))
                    return page[i].Height;
        }
        throw new InvalidDataException($"{session}: a wish is true already, and no event says so");
    }
}
